import { normalise } from "./normalise.ts";
import { stem } from "./stem.ts";

/**
 * Words that mean the same to a customer of a shop. A row is one concept: its name, English words, Chinese words; `,`
 * separates, a word may be a phrase, and a word may stand in several rows. Rows are chosen to hold for any shop (or,
 * in the second part, for any seller of bikes and electric devices); one shop's own wording belongs into the
 * alternates of its entries.
 */
export type ConceptRow = readonly [name: string, en: string, zh: string];

const COMMERCE: readonly ConceptRow[] = [
  [
    "price",
    "price, cost, fee, how much, pricey, expensive, cheap, charge for, charge extra, pay extra, extra cost, surcharge",
    "价格, 多少钱, 价钱, 费用, 收费, 要钱, 贵, 几块, 加钱, 花得多少, 得花多少, 怎么卖, 售价, 加价, 掏钱, 付费",
  ],
  ["free", "free, for free, gratis, no charge, free of charge", "免费, 不要钱, 白送, 送不送"],
  [
    "discount",
    "discount, coupon, voucher, promo, promotion, code, deal, reduction, percent off, cheaper, sale",
    "优惠, 折扣, 打折, 便宜, 优惠券, 优惠码, 券, 减价, 满减, 活动价",
  ],
  [
    "pay",
    "pay, payment, checkout, check out, settle, credit card, debit card, card, visa, mastercard, paypal, bank transfer, cash, apple pay, google pay",
    "付款, 支付, 付钱, 结账, 刷卡, 信用卡, 银行卡, 支付宝, 微信支付, 转账, 现金, 汇款",
  ],
  [
    "instalment",
    "instalment, installment, finance, monthly, per month, pay later, spread the cost, spread, split the payment, credit check, in parts, klarna",
    "分期, 月付, 按月, 一个月一个月, 分几个月, 慢慢还, 每月还, 花呗, 免息, 几期, 白条, 首付",
  ],
  [
    "invoice",
    "invoice, receipt, bill, tax document, vat number, vat id, for my books, accountant, expense, tax return",
    "发票, 专票, 普票, 抬头, 税号, 报销, 收据, 开票, 凭证",
  ],
  ["order", "order, purchase, bought, checkout", "订单, 下单, 单子, 订的, 订了, 拍下, 购买"],
  [
    "cancel",
    "cancel, call off, changed my mind, stop the order, dont want it, withdraw, undo, revoke",
    "取消, 撤单, 不要了, 反悔, 退单, 撤销, 不想买",
  ],
  [
    "modify",
    "change, edit, correct, update, modify, fix, wrong, mistake, typo, amend, alter",
    "修改, 改, 更改, 填错, 写错, 打错, 变更, 更正, 弄错",
  ],
  ["address", "address, street, house number, moved, moving, postcode, zip", "地址, 搬家, 收货地, 门牌, 寄到别处"],
  [
    "delivery",
    "delivery, deliver, ship, shipping, shipment, dispatch, arrive, sent, send out, courier, freight, get it by",
    "送货, 配送, 发货, 送到, 到货, 寄, 快递, 物流, 运送, 宅配, 送达, 收到货, 派送, 运费, 到家, 发出",
  ],
  [
    "track",
    "track, tracking, follow, where is, whereabouts, status, locate, depot, in transit, progress",
    "物流, 跟踪, 追踪, 查, 单号, 进度, 到哪, 走到哪, 哪一站, 查件",
  ],
  ["parcel", "parcel, package, box, carton, packaging, cardboard", "包裹, 箱子, 纸箱, 包装, 快递, 盒子, 外箱"],
  [
    "abroad",
    "abroad, overseas, international, outside the eu, foreign, customs, duty, import, uk, england, britain, london, switzerland, swiss, norway, norwegian, usa, america, canada, australia, iceland, border, non eu, clearance",
    "国外, 海外, 出国, 关税, 清关, 进口, 香港, 澳门, 台湾, 台北, 高雄, 港澳台, 英国, 美国, 日本, 加拿大, 欧洲, 澳洲, 新加坡, 海关, 集运, 转运, 留学, 国际, 境外",
  ],
  [
    "return",
    "return, send back, send it back, bring back, give back, take it back, dont like it, not happy, withdrawal, not for me, ship back",
    "退货, 退回, 退掉, 不想要, 不要了, 无理由, 不喜欢, 寄回, 退不退, 能退, 想退, 退换, 不满意, 不合心意",
  ],
  [
    "refund",
    "refund, money back, reimburse, get my money, credited, refunded, paid back, back in my account",
    "退款, 退钱, 到账, 退回来的钱, 钱退, 返款, 退的钱, 把钱",
  ],
  [
    "exchange",
    "exchange, swap, switch, trade, replace with, instead, rather have, different",
    "换货, 调换, 换成, 换一个, 更换, 想换, 对换, 更适合我",
  ],
  ["pickup", "pick up, pickup, collect, collection, fetch", "取件, 上门, 来取, 揽收, 来拿, 拉走"],
  [
    "damaged",
    "damage, broken, scratch, dent, bent, crushed, torn, smashed, hole in, cracked, scraped, missing part, missing",
    "破损, 破了, 损坏, 刮花, 划痕, 变形, 压坏, 凹, 少了, 缺, 没有配, 漏发, 磕, 摔, 撞, 裂, 口子",
  ],
  [
    "warranty",
    "warranty, guarantee, covered, cover, coverage, under warranty, claim",
    "保修, 质保, 三包, 保固, 免费修, 包修, 售后, 免费换",
  ],
  [
    "defect",
    "defect, faulty, broke, broken, stopped working, doesnt work, not working, malfunction, fails, failed, problem, issue, dead, died, fault, wont",
    "坏了, 故障, 不工作, 不能用, 失灵, 没反应, 瘫, 毛病, 不灵, 用不了, 没动静, 罢工, 不行了",
  ],
  [
    "repair",
    "repair, fix, mend, workshop, mechanic, service centre, servicing",
    "修, 维修, 修理, 报修, 修车铺, 师傅, 返修",
  ],
  ["proof", "proof, evidence, photo, picture, video, document, receipt", "证明, 凭证, 材料, 照片, 拍照, 视频, 单据"],
  [
    "used",
    "second hand, secondhand, used, pre owned, previous owner, ebay, marketplace, sell my, selling, resale, resell, new owner, from a friend, classified",
    "二手, 闲鱼, 转手, 转卖, 过户, 前车主, 上一任, 上家, 卖给, 原车主, 转让, 别人那, 接手",
  ],
  [
    "person",
    "human, person, agent, representative, someone, real person, staff, somebody, adviser, colleague, operator, advisor, speak to, talk to, live chat, call me",
    "人工, 真人, 客服, 专员, 同事, 转接, 找人, 活人, 跟人, 人来",
  ],
  [
    "hours",
    "opening hours, open, hours, closed, sunday, saturday, weekend, evening, holiday, reach you, phone, telephone, call, hotline, contact, what time",
    "几点, 上班, 营业, 周末, 星期, 周六, 周日, 节假日, 电话, 联系, 时间, 下班, 热线, 早上, 晚上",
  ],
  [
    "account",
    "account, login, log in, sign in, sign up, profile, user, email address",
    "账户, 账号, 登录, 登入, 注册, 资料, 手机号, 邮箱, 登不",
  ],
  [
    "password",
    "password, reset, locked out, forgot, passcode, reset link, login",
    "密码, 重置, 忘记, 重设, 验证码, 锁定",
  ],
  [
    "privacy",
    "privacy, personal data, data, gdpr, information about me, information you hold, delete my, erase, remove my, newsletter, unsubscribe, stop the mails, what you know about me",
    "隐私, 个人信息, 数据, 注销, 删除, 抹, 退订, 资料, 我的信息, 短信广告, 营销",
  ],
  [
    "store",
    "store, shop, showroom, branch, in person, try out, test ride, test, demo, try before, see it in, have a look, viewing",
    "门店, 体验店, 展厅, 线下, 实体店, 试骑, 试用, 试坐, 试一试, 看看实物, 感受一下, 店里",
  ],
  [
    "business",
    "company, business, corporate, firm, fleet, bulk, employees, staff, our team, office, wholesale, b2b, organisation, hotel",
    "企业, 公司, 单位, 批量, 团队, 采购, 员工, 对公, 大批, 团购, 车队, 酒店, 学校",
  ],
  [
    "parts",
    "spare part, spare, part, component, replacement, accessory, replacement part",
    "备件, 配件, 零件, 零碎, 备用, 附件, 替换件, 零部件",
  ],
  [
    "size",
    "size, small, medium, large, tall, short, height, fit me, fits me, cm, inseam, leg length, too big, too small, bigger, smaller, petite, feet",
    "尺码, 尺寸, 身高, 大号, 中号, 小号, 个子, 腿长, 高个, 矮, 一米, 多高, 码数, 厘米, 大小",
  ],
  [
    "compare",
    "compare, difference, differ, versus, vs, which one, which model, better, recommend, suit, suitable, right for me, pros and cons, choose between, best for",
    "区别, 对比, 比较, 哪款, 哪个合适, 推荐, 差别, 选哪, 不同, 哪个好, 适合, 哪台",
  ],
  [
    "insurance",
    "insurance, insure, insured, insurer, liability, policy, third party",
    "保险, 投保, 交强险, 一份险, 责任险, 赔的那种, 盗抢险, 理赔, 上险",
  ],
  [
    "stolen",
    "stolen, steal, theft, thief, thieves, robbed, nicked, gone, vanished, disappeared, police, pinched, took my, missing",
    "偷, 被盗, 丢了, 失窃, 不见了, 没影, 报警, 派出所, 警察, 小偷, 贼, 报案",
  ],
  [
    "lock",
    "lock, chain lock, d lock, u lock, padlock, anti theft, alarm, gps, tracker, secure, bolt cutter",
    "锁, 车锁, 防盗, 报警器, 定位, 链子锁",
  ],
  ["key", "key", "钥匙"],
  [
    "lost",
    "lost, lose, misplaced, cant find, missing, forgot, mislaid",
    "丢了, 丢, 弄丢, 找不到, 没了, 忘, 掉了, 遗失, 不见",
  ],
  [
    "howlong",
    "how long, how many days, how many weeks, how many hours, when will, how soon, duration, time, wait, how many months, how quickly, take",
    "多久, 多长时间, 几天, 多少天, 几个小时, 什么时候, 何时, 多快, 等多少, 等几, 几周, 多少时间",
  ],
  [
    "deadline",
    "days, weeks, period, deadline, window, too late, still, limit, within, cut off",
    "期限, 之内, 几天内, 过期, 还来得及, 超过, 还能, 天内",
  ],
  [
    "safe",
    "safe, dangerous, danger, risk, risky, harm, harmful, hazard, ok to, bad idea, alright to",
    "安全, 危险, 会出事, 有事吗, 敢用, 风险, 有害, 要紧, 隐患",
  ],
  [
    "update",
    "update, upgrade, firmware, software, new version, latest version, install",
    "升级, 更新, 固件, 韧体, 系统, 软件, 新版, 版本",
  ],
  [
    "app",
    "app, bluetooth, phone, smartphone, pair, connect, android, iphone, ios, mobile, link",
    "蓝牙, 手机, 配对, 连接, 连不上, 绑定, 安卓, 苹果, 搜索, 解绑, 搜不到",
  ],
  [
    "old",
    "old, dispose, recycle, throw away, bin, get rid of, waste, take back, scrap, trash, disposal, end of life, tip",
    "旧, 回收, 废, 报废, 扔, 处理, 垃圾, 报销的, 老掉, 丢弃, 以旧换新",
  ],
];

const CYCLING: readonly ConceptRow[] = [
  [
    "bike",
    "bike, ebike, bicycle, cycle, e bike, pedelec, electric bike",
    "车, 自行车, 电动车, 单车, 脚踏车, 电助力车, 车子, 电单车",
  ],
  ["battery", "battery, accu, akku, pack, cell, power pack, lithium, li ion", "电池, 电瓶, 锂电, 电芯, 蓄电池"],
  [
    "charge",
    "charge, charging, plug, plugged, plug in, socket, charger, adapter, adaptor, power brick, recharge, mains, outlet, top up, hook up, juice",
    "充电, 充, 插上, 插电, 插座, 充电器, 适配器, 充电头, 插线, 充满, 插着, 充电机",
  ],
  ["full", "full, fully, 100, complete, percent", "充满, 满格, 满电, 100, 充饱, 满"],
  [
    "overnight",
    "overnight, night, asleep, sleeping, bed, unattended, nobody, leave it on, unsupervised, in the morning, forget to, left on",
    "整夜, 一晚, 通宵, 过夜, 睡觉, 睡前, 无人, 没人看, 一整晚, 忘记断开, 不拔, 夜里, 早上拔",
  ],
  [
    "indoors",
    "indoors, inside, apartment, flat, upstairs, office, desk, floor, lift, at home, kitchen, elevator",
    "家里, 楼上, 办公室, 室内, 屋里, 提上, 拿回, 公司, 搬上",
  ],
  [
    "removable",
    "remove, removable, take out, detach, unclip, slide out, take off, get it out, pull out",
    "拆下, 拆, 取下, 取出, 拿下, 抽出, 可拆, 卸下, 拔下来",
  ],
  [
    "range",
    "range, distance, how far, km, kilometre, kilometer, mile, commute, loop, tour, reach, get me, last on a ride, round trip, far",
    "续航, 多远, 公里, 里程, 能跑, 跑多少, 路程, 多长的路, 通勤, 撑, 来回, 能骑多",
  ],
  [
    "less",
    "lower, less, worse, drop, dropped, shorter, drain, used to, goes flat, empties, no longer, decrease, faster than before, sooner, lose, falls, quickly",
    "变短, 缩水, 掉电, 不耐用, 以前, 没劲, 不如, 下降, 少了, 掉得快, 跑不了那么, 老化, 不经用, 才骑, 衰减, 越来越",
  ],
  [
    "lifespan",
    "lifespan, life, last, years, worn out, wear out, cycles, ageing, replace, new one, durability",
    "寿命, 几年, 用多久, 老化, 循环, 衰减, 换新, 三五年, 多少年, 用几年",
  ],
  [
    "storage",
    "store, storage, keep it, winter break, not riding, unused, season, cellar, garage, shed, months, not use, sits, parked, abroad for, hibernate, away for",
    "存放, 闲置, 长期不, 不骑, 放几个月, 半年, 过冬, 长时间不用, 保存, 搁, 放着, 出国, 放在, 好久不",
  ],
  [
    "fire",
    "fire, smoke, burn, flames, fumes, sparks, hiss, explode, extinguisher, smoking, popping",
    "起火, 着火, 冒烟, 烧起来, 火, 火花, 爆炸, 灭火, 自燃, 烧, 嘶嘶",
  ],
  [
    "swollen",
    "swollen, swelling, bulge, bulging, puffy, dented, hot, very warm, overheated, leak, smell, odour, crack, dropped, fell, odor, deformed, burning hot",
    "鼓包, 鼓起, 胀, 发烫, 烫, 漏液, 异味, 裂, 摔, 磕, 变形, 滚下, 膨胀, 味道, 掉地上, 烫手",
  ],
  [
    "travel",
    "plane, fly, flight, flying, airline, airport, luggage, train, rail, hold, cabin, post, mail, holiday, coach, cargo, ferry, suitcase",
    "飞机, 火车, 高铁, 托运, 航空, 随身, 行李, 坐飞机, 动车, 地铁, 机场, 旅行, 安检, 邮寄",
  ],
  [
    "brake",
    "brake, braking, disc, rotor, pad, lever, caliper, stopping, stop",
    "刹车, 煞车, 碟刹, 刹, 碟片, 刹把, 卡钳, 制动, 刹车片, 停车",
  ],
  [
    "noise",
    "noise, squeal, squeak, screech, sound, loud, rattle, click, clicking, grind, grinding, hum, creak, whine, scream, knock, noisy, shriek, tick, rub, howl, buzz",
    "异响, 响, 声音, 吱吱, 尖叫, 嗡嗡, 咔哒, 咯吱, 噪音, 嗷嗷, 动静, 哒, 嘎嘎, 咔咔, 叫, 吵, 摩擦声, 怪声, 声响, 刮铁",
  ],
  [
    "brakenew",
    "bed in, bedding, break in, run in, new brake, new pads, brand new, first ride, first few stops",
    "磨合, 新刹车, 新车, 刚换, 新换",
  ],
  [
    "weak",
    "weak, soft, spongy, loose, power, long travel, pull to the bar, mushy, squishy, air in, goes to the handlebar, grip, bleed, hydraulic, fluid, oil",
    "软, 没劲, 没力, 捏到底, 无力, 力道, 松软, 空, 不灵, 排气, 油管, 刹车油, 油刹, 一捏",
  ],
  [
    "worn",
    "worn, wear, thin, thickness, thick, replace, change, how much left, millimetre, metal on metal, mm",
    "磨损, 磨没, 厚度, 薄, 还剩, 更换, 换, 磨完, 磨光, 多厚",
  ],
  [
    "chain",
    "chain, sprocket, chainring, lube, lubricate, oil, grease, rusty, rust, cassette, cog, squeaky, dirty",
    "链条, 链子, 齿盘, 飞轮, 上油, 生锈, 链, 润滑, 锈, 黄乎乎, 牙盘, 掉链",
  ],
  [
    "gears",
    "gear, shift, shifting, shifter, derailleur, hub gear, skip, slip, jump, changing gear, cassette, clunk, shimano, sixth",
    "变速, 跳档, 换档, 档, 档位, 后拨, 打滑, 换不上, 飞轮, 花鼓, 少咬一齿, 拨, 挂档, 后变",
  ],
  [
    "motor",
    "motor, drive, assist, engine, hub, pedal, pedalling, crank, power, support, bottom bracket",
    "电机, 马达, 助力, 中轴, 动力, 踩, 花鼓, 电动机, 踏频, 中间那坨, 中置, 一圈",
  ],
  [
    "display",
    "display, screen, panel, computer, console, dashboard, monitor, head unit",
    "仪表, 屏幕, 显示, 屏, 码表, 显示屏, 液晶, 荧幕, 表盘",
  ],
  [
    "error",
    "error, fault code, error code, code, shows e, message, warning, blinking, flashing",
    "错误, 故障码, 报错, 代码, 提示, 闪, 跳一个, 显示 e, 跳出",
  ],
  [
    "off",
    "black, dead, dark, off, wont turn on, turn on, switch on, power on, no power, start, wont start, not react, blank, boot, wake, power button, nothing happens",
    "黑屏, 不亮, 开机, 打不开, 没反应, 没电, 没动静, 暗掉, 唤醒, 叫不醒, 按, 瘫, 启动, 关机, 摁",
  ],
  ["walk", "walk, walking, push, pushing, on foot, alongside, ramp", "推行, 推车, 推着, 步行, 推, 走路, 坡道"],
  [
    "light",
    "light, lamp, headlight, headlamp, tail light, rear light, front light, bulb, dark, flicker, beam",
    "灯, 车灯, 前灯, 尾灯, 大灯, 照明, 后灯, 开灯, 后面红的, 前面白的",
  ],
  [
    "assembly",
    "assemble, assembly, put together, set up, unbox, unpack, build, mount, install, tool, allen key, spanner, ready to ride, out of the box",
    "组装, 安装, 拼, 装好, 开箱, 工具, 扳手, 装车, 装起来, 上手, 从箱子, 手残",
  ],
  [
    "fold",
    "fold, unfold, folded, folding, collapse, hinge, boot, latch, trunk",
    "折叠, 折, 展开, 卡榫, 后备箱, 叠, 铰链, 折起, 收起",
  ],
  [
    "tyre",
    "tyre, tire, wheel, inner tube, tube, rim, valve, schrader, presta",
    "轮胎, 胎, 内胎, 外胎, 轮子, 气嘴, 轮, 车胎",
  ],
  [
    "pressure",
    "pressure, bar, psi, pump, inflate, air, hard should, how hard, gauge",
    "胎压, 打气, 气压, 气压计, 打多少, 充气, 扁扁的, 气嘴, 打气筒",
  ],
  [
    "puncture",
    "puncture, flat tyre, flat tire, patch, nail, glass, thorn, hiss, deflated, hole, repair kit, going down",
    "扎胎, 爆胎, 补胎, 漏气, 补丁, 钉子, 没气, 扎了, 瘪, 贴个补, 玻璃",
  ],
  [
    "bolt",
    "bolt, screw, torque, nm, tighten, tight, loose, stem, wobble, wobbly, seat post, wobbles, play, newton, slipping down, saddle",
    "螺丝, 扭矩, 扭力, 拧, 锁多大力, 松, 把立, 座管, 坐管, 晃, 车把会歪, 牛米, 鞍座",
  ],
  [
    "service",
    "service, maintenance, maintain, inspection, inspect, check, tune up, checkup, tune, interval, look over",
    "保养, 检查, 年检, 首保, 维护, 检修, 弄一弄, 调一调",
  ],
  [
    "rain",
    "rain, wet, water, waterproof, wash, clean, puddle, hose, jet, shower, storm, soaked, downpour, muddy, mud, drizzle, pressure washer",
    "雨, 防水, 淋, 洗车, 泡水, 涉水, 水枪, 泥, 冲洗, 暴雨, 进水, 水洗, 冲, 洗",
  ],
  [
    "winter",
    "winter, cold, frost, snow, ice, freezing, minus, below zero, icy, salt, degrees, subzero, slippery, chilly",
    "冬天, 低温, 零下, 下雪, 雪, 结冰, 冻, 冰, 寒冷, 防滑, 天冷, 融雪剂, 度, 冬季, 入秋",
  ],
  [
    "weight",
    "weight, weigh, kg, kilo, kilos, heavy, load, carry, maximum, stone, lbs, pounds, heavier, overweight, big guy, capacity",
    "承重, 体重, 载重, 公斤, 胖, 重量, 超过, 斤, 负重, 两个大人, 多重, 载人, 超重",
  ],
  [
    "child",
    "child, kid, baby, toddler, daughter, son, year old, infant, passenger, little one",
    "孩子, 儿童, 宝宝, 小孩, 娃, 闺女, 儿子, 幼儿园, 婴儿, 女儿, 座位, 三岁",
  ],
  [
    "rack",
    "rack, pannier, carrier, basket, trailer, mudguard, bag, luggage, phone holder, tow, groceries, shopping, fender, saddlebag",
    "货架, 驮包, 后座架, 车篮, 拖车, 挂包, 架子, 支架, 挡泥板, 篮子, 挂车, 买菜",
  ],
  [
    "law",
    "licence, license, legal, law, plate, registration, register, allowed, helmet, age, permit, legally, cycle lane, bike path, rules, illegal, minimum age, road",
    "驾照, 上牌, 牌照, 合法, 头盔, 交规, 国标, 规定, 几岁, 违法, 罚款, 交警, 机动车, 上路, 本子, 年龄, 驾驶证",
  ],
  [
    "speed",
    "speed, fast, faster, limit, km h, unlock, derestrict, tuning, chip, dongle, hack, limiter, quicker, speed limit, 25, 45",
    "限速, 提速, 速度, 解限, 破解, 解码, 更快, 改装, 25 公里, 飙, 时速, 跑更快, 开到",
  ],
];

const CONCEPTS: readonly ConceptRow[] = [...COMMERCE, ...CYCLING];

/** Where a text speaks of a concept: half-open, in stems (English) or UTF-16 units (Chinese). */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
}

type Phrases = Map<string, { phrase: readonly string[]; names: string[] }[]>;

function phrases(column: 1 | 2, split: (phrase: string) => string[]): Phrases {
  const byFirst: Phrases = new Map();
  for (const row of CONCEPTS) {
    for (const listed of row[column].split(",")) {
      const phrase = split(normalise(listed.trim()));
      const first = phrase[0] ?? "";
      const known = byFirst.get(first) ?? [];
      const same = known.find((other) => other.phrase.join(" ") === phrase.join(" "));
      if (same === undefined) known.push({ phrase, names: [row[0]] });
      else if (!same.names.includes(row[0])) same.names.push(row[0]);
      byFirst.set(first, known);
    }
  }
  for (const known of byFirst.values()) known.sort((a, b) => b.phrase.length - a.phrase.length);
  return byFirst;
}

/** Longest first and never overlapping: "flat tyre" is not about a flat, "bed in" not about a bed. */
function find(parts: readonly string[], byFirst: Phrases): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < parts.length; ) {
    const hit = byFirst
      .get(parts[from] ?? "")
      ?.find(({ phrase }) => phrase.every((part, offset) => parts[from + offset] === part));
    if (hit !== undefined) spans.push({ from, to: from + hit.phrase.length, names: hit.names });
    from += hit?.phrase.length ?? 1;
  }
  return spans;
}

const ENGLISH = phrases(1, (phrase) => phrase.split(" ").map(stem));
const CHINESE = phrases(2, (phrase) => phrase.replaceAll(" ", "").split(""));

export const conceptsInEnglish = (stems: readonly string[]): Span[] => find(stems, ENGLISH);
export const conceptsInChinese = (run: string): Span[] => find(run.split(""), CHINESE);
