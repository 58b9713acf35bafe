import { clausesOf } from "./tags/clauses.ts";
import { lastDeciding } from "./tags/deciding.ts";
import { type Grammar, judge, rule } from "./tags/judge.ts";
import type { Reading } from "./tags/reading.ts";
import { lexiconOf, tag } from "./tags/tagged.ts";

/**
 * H surely a person · K staff · 1 somebody · T a robot
 * A put through, change, call · B talk · R a wish or an order · E is there · N not (it comes after) · O nobody but
 * p particles · q which · W where, how · Q asks · D a telephone number · Z hours, price, meaning · S told · P past
 * c if · b before, after · o it is over · h adverbs · | borders
 */
const LEXICON = lexiconOf({
  H: `상담원 상담사 상담직원 상담원님 상담사님 진짜사람 실제사람 사람상담 실제상담원 진짜상담원 사람직원 휴먼 인간 상담사분 상담원분 상담자 인간상담원 산담원 상답원 실제직원`,
  K: `직원 직원분 담당자 담당자분 담당자님 매니저 매니저님 책임자 책임자분 관리자 팀장 팀장님 상급자 사장님 사장 점장 점장님 고객센터 콜센터 고객상담실 서비스센터 상담센터 윗사람 높은사람 상사 전문가 운영자 담당부서 기사님 에이전트 사원 안내원 상담팀 고객지원팀 고객지원`,
  "1": "사람 누구 누군가 아무나 아무도 분",
  T: "챗봇 봇 로봇 ai 인공지능 기계 자동응답 자동답변 컴퓨터 매크로 에이아이 인공지능상담 챗봇상담 ai상담 자동응답기",
  A: `연결 연결해 연결좀 바꿔 바꾸 돌려 불러 부르 호출 전환 이어 넘겨 넘기 데려 보내 나와 나오 오라 붙여 연락 응대 소개 교체 접속 나오라고해 오라고해 나오라`,
  B: `얘기 이야기 대화 통화 말하 말할 말해 말씀 상담 채팅 문의 전화 물어 소통 얘길 설명 토크 직접 말좀`,
  R: `주세요 주세여 주셔요 주십시오 주실 주시 줘 줘요 줄래 줄수있 줄수있나요 달라 달라고 싶 싶어 싶어요 싶습니다 싶은데 원해 원합니다 원해요 원하 부탁 부탁드 부탁해 할래 할래요 할게 할게요 필요 필요해 필요합니다 하자 해라 하고시퍼 주라 줘라 해줘 해주 해주세요 가능 가능한가 가능할까 가능해 될까 되나 되나요 됩니까 돼요? 돼? 할수있 할수있나요 수있 ㄱㄱ 바람 바랍니다 바라 희망 좀 좋겠 고싶 내놔 요청 쫌 플리즈 주세용 주쇼 하겠습니다 찾아요 찾습니다 찾고 싶다고 한다고요`,
  E: "있나 있나요 있어 있어요 있습니까 있냐 있는가 있을까 계신가 계세요 계시나 계십니까 없나 없나요 없어요? 없습니까 없냐 없어? 어디 어디있 어딨 안계 없나여 있음? 있나여 있니 없니",
  N: `안해도 하지않아도 않아도 필요없 필요는없 필요하지않 필요가없 하지마 하지말 하지않 말아 마세요 마라 싫 괜찮 취소 아니 아닌 말고 말구 됐어 안할 안하 안바꿔 안원 않아 안돼도 원하지않 않을 됐고 싶지않 안필요 빼고 없어도 없이 안불러도 안돼 별로 관두 그만둬 그만 답답 짜증 지겨 못알아 안통 사양`,
  O: "아니면안 만원해 하고만 이랑만 과만 와만",
  p: "이랑 랑 하고 과 와 을 를 이 가 은 는 에게 한테 께 으로 로 에 의 도 만 님 분들 요 으로만 이나 나 한분 한명 하고만요 과의 와의 들 테 하 고 해 할 께서 이요 입니다 예요 이에요 라고 다고 라고요 다고요 하기 기",
  q: "다른 진짜 실제 한국인 살아있는 제대로된 전문 담당 당신네 거기 그쪽 높은 진짜로 실존하는 아무 한국 현지 인간적인",
  W: "어떻게 어떡해 어케 방법 어디서 어디로 어디에 어찌 어떡하 어떻게하면 어떻게해야",
  Q: "까 나요 까요 인가요 습니까",
  D: "전화번호 번호 연락처 이메일 주소 메일 카톡 내선",
  Z: "몇시 시간 영업시간 운영시간 뭐 무엇 무슨 비용 얼마 요금 누구예요 태도 불친절 친절 주말 휴무 월급 연봉 채용 모집 되려면 뜻 의미 언제부터 언제까지 대기시간 몇명 직업 자격증 평일 공휴일 점심시간",
  S: "말했 말로는 라던데 다던데 래요 말씀하셨 말하길 알려줬 안내해줬 안내받 그러 했대 했어요 했습니다 했더니 했었 통화했 얘기했 연결했 약속했 연락왔 전화왔 전화가왔 받았 했지만 해줬 해주셨 해주었 하더라 하던데 말듣 시켰 라고했 다고했 라고하 다고하 라고합 다고합 다고들",
  P: "어제 아까 방금 지난 저번 전에 예전 그저께 이전",
  c: "만약 하면 되면 안되면 경우 으면 라면 이면 다면 거면 려면 면은",
  b: "하기전 기전 다음에 나중에 이따 후에 전까지 뒤에",
  o: "됐어요 괜찮아요 괜찮습니다 됐습니다 해결됐 해결했 해결되었 취소할게 취소해 아니에요 아닙니다 아니요 그냥됐 관둘게",
  h: "빨리 지금 당장 바로 그냥 제발 얼른 좀더 먼저 일단 어서 급해 빨랑 즉시 이제 차라리 그럼 저기 저 나는 저는 난 전 제가 내가 혹시 정말 아니그냥 네 야 여기 여보세요 안녕하세요",
  "|": ', . ! ; : ~ … ( ) [ ] " 지만 그런데 근데 하지만 그래도 니까 그러니까 그러면 인데 는데 。 、',
  _: `사람들 사람이름 본인 개인 직원할인 직원가 직원채용 기계식 로봇청소기 청소로봇 상담내역 상담이력 상담시간 상담비용 상담료 이상 이용 이번 이미 이유 이것 이거 가방 가격 가입 과일 과정 와이파이 로그인 로그 고객 고장 에러 나무 해외 해지 해킹 할인 할부 하자보수 하루 나이 인간관계 인간공학 상담예약 도착 도움 만료 은행 봇물`,
});

const UNLISTED = [
  [/[\p{Script=Latin}\p{N}@%]+/uy, "_"],
  [/[^\p{L}\p{M}]/uy, "|"],
] as const;

const NEAR = "[pqh1]{0,4}_{0,3}[pqh]{0,2}";
const END = "[pQhRB]*$";

const KOREAN: Grammar = {
  asks: [
    rule(0.96, `H${NEAR}[ABE][_pABh]{0,5}[RQ]`),
    rule(0.93, `K${NEAR}[AB][_pABh]{0,5}[RQ]`),
    rule(0.88, "1[pqh]{0,3}[AB][_pABh]{0,5}R"),
    rule(0.93, "H[phq]{0,3}_{0,2}R"),
    rule(0.86, "K[phq]{0,3}_{0,1}R"),
    rule(0.72, "1[phq]{0,3}R"),
    rule(0.87, `H${NEAR}[AB]${END}`),
    rule(0.78, `K${NEAR}[AB]${END}`),
    rule(0.72, `1[pq]{0,2}A${END}|1[pq]{1,2}B${END}`),
    rule(0.85, "H[ph]{0,3}E"),
    rule(0.75, "K[ph]{0,3}E|^[hpq]*1[ph]{0,3}E"),
    rule(0.75, "W.{0,4}[HK].{0,4}[AB]|[HK].{0,4}[AB].{0,3}W|[HK][ph]{0,2}W"),
    rule(0.95, "^[hpq]*H[phQ]*$"),
    rule(0.7, "^[hpq]*[K1][phQ]*$"),
    rule(0.75, "^[^HK]{0,3}T[p]{0,3}B?[pA]{0,2}N"),
  ],
  insists: [],
  negates: [/[HK1][^T]{0,9}N/],
  limits: [
    rule(0.3, "[HK1][pqB]{0,3}D"),
    rule(0.25, "[HK1].{0,5}Z|Z[p]?[HK]"),
    rule(0.25, "[HK1].{0,7}S"),
    rule(0.25, "P.{0,8}[HK1]"),
    rule(0.2, "[HK1]Q"),
    rule(0.35, "c.{0,10}[HK1]|[HK1].{0,6}[cb]"),
  ],
  ends: /^[hpQ]*[oN][hpQR]*$/,
  pointsBack: /^[hpq]*A[ABRpQ]*R[pQR]*$/,
};

const TO_JUDGE = /[HK1T]/;

/** How surely a readable text in Korean asks for a person. Blanks are not looked at: they are set as one likes. */
export function koreanScore(read: string): Reading {
  const text = read.replaceAll(" ", "");
  const signs = tag(text, LEXICON, UNLISTED);
  if (!TO_JUDGE.test(signs.tags)) return { score: 0, evidence: [] };
  const clauses = clausesOf(text, signs);
  return lastDeciding(text, signs, clauses, KOREAN, (at) => judge(clauses[at]?.tags ?? "", KOREAN));
}
