import type { AccountErrorCode } from "../domain/access/account-error.ts";

/** Operators read Chinese or English; each sentence comes in both. */
export const HELP = `管理客服账号。服务器运行与否都可以使用。
Manages the agents' accounts, whether the server runs or not.

  npm run agent -- add <username> [--name "小王"] [--role agent|admin] [--max-sessions 5] [--password-stdin]
      新建账号；不加 --password-stdin 时自动生成密码，只显示一次。
      Makes an account. Without --password-stdin a password is generated and shown once.

  npm run agent -- list
      列出所有账号。 Lists the accounts.

  npm run agent -- password <username> [--password-stdin]
      重设密码，该账号在所有地方退出登录。 Sets a new password; the account is signed out everywhere.

  npm run agent -- disable <username>
  npm run agent -- enable <username>
      停用 / 启用账号；停用后两秒内失效。 A disabled account is out within two seconds.

  --name             顾客看到的名字，默认同用户名   what customers see (otherwise the user name)
  --role             agent（默认）或 admin          agent (default) or admin
  --max-sessions     同时接待的会话数，默认 5       sessions at once (5)
  --password-stdin   从标准输入读取密码             read the password from standard input:
                     printf %s "$PASSWORD" | npm run agent -- add wang --password-stdin
  --data DIR         数据目录                       the data folder (otherwise DATABASE_URL or BATON_DATA_DIR)
  --help             显示本说明                     this text

退出码 Exit codes: 0 完成 done · 1 被拒绝 refused · 2 用法或存储错误 wrong usage, settings or storage
`;

export const REFUSALS: Record<AccountErrorCode, string> = {
  ACCOUNT_EXISTS: "同名账号已存在。An account with this user name exists already.",
  ACCOUNT_NOT_FOUND: "没有这个账号。There is no account with this user name.",
  INVALID_USERNAME:
    "用户名须为 1–64 个小写字母、数字或 . _ -，以字母或数字开头。" +
    "A user name is 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit.",
  INVALID_NAME: "名字须为 1–200 个字符，不含换行。A name is 1 to 200 characters without line breaks.",
  INVALID_MAX_SESSIONS: "会话数须为 1–1000 的整数。--max-sessions is a whole number from 1 to 1000.",
  UNACCEPTABLE_PASSWORD: "密码须为 8–1024 个字符。A password has 8 to 1024 characters.",
};
