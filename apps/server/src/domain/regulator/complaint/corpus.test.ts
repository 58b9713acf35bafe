import { describe, expect, test } from "vitest";
import { complaintVerdict } from "./index.ts";

/** What customers write, one message a line; written for this test. */
const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/);

const COMPLAINTS: Record<string, string> = {
  "Chinese, said outright": `
    我要投诉
    我要投诉你们店
    怎么投诉商家
    投诉电话是多少
    你们的投诉渠道在哪里，我要反映快递员的态度
    再不发货我就打12315了
    我已经向消费者协会反映了
    不给退款我就去工商局告你们
    我要举报这家店卖假货
    这件事我会找律师处理
    法院见吧
    我会维权到底的
    发到黑猫上去，让大家看看
    不是咨询，是投诉
    投诉你们客服，打了三次电话都没人接`,
  "Chinese, anger": `
    你们就是骗子
    骗人的吧，说好七天到的
    垃圾平台
    什么垃圾东西，用了两天就坏了
    太坑人了
    什么破系统，天天崩溃
    气死我了
    真是气人，又发错了
    你们客服态度太差了
    服务态度恶劣
    客服态度真差，爱理不理的
    质量太差，差评
    太让人失望了
    对你们非常失望
    凭什么不给我退
    凭什么扣我的钱
    搞什么啊，到现在都没到
    有没有搞错，我买的是红色
    什么玩意儿，装都装不上
    再也不会在你们家买东西了
    以后再也不来了
    无语，又是这样
    我受够了
    忍无可忍了
    没人管吗
    打了一下午电话，根本没人理
    你们就会踢皮球
    互相推卸责任，没一个人解决
    糊弄谁呢，当我傻子吗
    不要再敷衍我了
    答非所问，机器人真烦人
    你是听不懂人话吗
    简直莫名其妙
    太过分了吧
    离谱，涨价都不通知
    还我钱
    马上给我退钱
    必须赔偿我的损失
    给我一个说法
    你们要给我个交代
    黑心商家
    奸商，不得好死
    他妈的什么服务
    妈的，等了一天
    傻逼客服
    一群废物
    脑残设计
    浪费我的时间
    智商税，别买
    大家千万不要买
    这么慢，蜗牛都比你们快
    太麻烦了，我不想用了，什么破规定
    你们太不负责任了，石沉大海`,
  "Chinese, waiting": `
    都第三次了，你们能不能上点心
    等了半个月还没发货
    已经过去五天了还没到账，到底什么时候退
    催了好几次还是没人处理
    说好的48小时，现在都3天了
    我都等了两个小时了怎么还没有人回
    又坏了！这是第二次返修了
    到底还要等多久，都已经一周了
    为什么还没发货，都十天了`,
  "traditional Chinese": `
    我要投訴
    客服態度太差了
    你們根本是騙子
    氣死我了，等了兩個禮拜還沒收到
    垃圾平台，再也不會買了
    憑什麼不給退款
    我要向消費者協會檢舉你們
    太讓人失望了
    沒人處理，一直踢皮球
    什麼爛東西，馬上退錢給我
    賠償我的損失
    無良商家`,
  "English, said outright": `
    I want to make a complaint
    How do I file a complaint?
    where can i complain about a driver
    I'd like to complain about my order
    This is a formal complaint.
    I wish to lodge a grievance against your shop
    I will report you to the consumer protection agency
    you will hear from my lawyer
    I'm going to sue you
    I'm going to report this to trading standards
    I'll do a chargeback with my bank then
    Give me my money back
    I want to speak to your manager`,
  "English, anger": `
    This is unacceptable
    Worst customer service ever
    worst experience of my life
    absolutely terrible service
    your app is useless
    Your delivery service is a joke
    what a joke of a company
    I am so angry right now
    I'm very disappointed with the quality
    really frustrated, nobody answers the phone
    I'm fed up with this
    I am sick and tired of waiting
    You are a bunch of scammers
    this is a scam
    you ripped me off
    Your company is a fraud
    stop lying to me
    you people lied about the delivery date
    are you kidding me, it broke again!
    What the hell is going on with my order
    this is bullshit
    what the fuck, you charged me twice
    you are all idiots
    the stupid thing broke after two days
    I will never buy from you again
    I'm taking my business elsewhere
    you just lost a customer
    do not buy from this shop
    Total waste of money
    you have wasted my time
    How hard is it to send the right size?
    such poor quality
    The agent was rude to me
    Your driver was extremely rude
    Very unprofessional
    I'm not happy with this at all
    i am not satisfied with the repair
    unbelievable, still no refund
    This is ridiculous, I've called five times
    Shame on you
    disgusting behaviour from your staff
    your bot is garbage
    pathetic
    I am furious
    thanks for nothing
    THIS IS RIDICULOUS!!!`,
  "English, waiting": `
    I've been waiting for three weeks and still nothing
    this is the third time it has stopped working
    my order still hasn't arrived, it's been two weeks
    why is my internet down again?
    Still waiting for a reply after 5 days
    why does nobody answer my emails
    I have called three times and nobody helps
    when are you going to fix this? it's been broken for a month
    you promised a call back and it never happened, again
    why haven't I received my refund yet?
    It keeps crashing every time I open it
    I already sent you the photos twice and got no response`,
  "English, in public": `
    @shopname my parcel still hasn't arrived
    @shophelp your website is not working
    @shopcare why can't I log in? been trying all day
    thanks @shopname for sending the wrong size #fail`,
  German: `
    Ich möchte mich beschweren
    Das ist eine Frechheit
    Ihr Service ist unter aller Sau, so schlecht
    Ich will mein Geld zurück!
    Das ist Betrug
    Ich schalte meinen Anwalt ein
    Seit drei Wochen warte ich und niemand antwortet
    Schon wieder kaputt, ich bin stinksauer
    Ich bestelle nie wieder bei euch
    Saftladen
    Was soll das? Immer noch keine Antwort`,
  French: `
    Je veux faire une réclamation
    C'est inadmissible
    Vous êtes des voleurs
    C'est une arnaque
    Je vais porter plainte
    J'attends depuis trois semaines et toujours rien
    Le service client est nul
    Je suis très déçue
    J'en ai marre, personne ne répond
    Plus jamais chez vous
    C'est du foutage de gueule`,
  Spanish: `
    Quiero poner una queja
    Esto es una estafa
    Son unos ladrones
    El servicio es pésimo
    Voy a denunciarlos a la Profeco
    Llevo tres semanas esperando y nadie responde
    Estoy harta de esperar
    Es una vergüenza
    Nunca más compro aquí
    Devuelvan mi dinero
    El peor servicio que he visto`,
  Italian: `
    Voglio fare un reclamo
    È una vergogna
    Siete dei truffatori
    Servizio pessimo
    Aspetto da due settimane e nessuno mi risponde
    Sono molto delusa
    Mi rivolgo al mio avvocato
    Che schifo
    Mai più da voi
    È inaccettabile, ridatemi i soldi`,
  Portuguese: `
    Quero fazer uma reclamação
    Vou reclamar no Procon
    Isso é um absurdo
    Vocês são uns ladrões
    Péssimo atendimento
    Estou esperando há três semanas e ninguém responde
    Que vergonha
    Quero meu dinheiro de volta
    Nunca mais compro com vocês
    Estou muito decepcionada`,
  Japanese: `
    クレームを言いたいです
    最悪です
    対応が悪すぎる
    ふざけんな
    これは詐欺ですよね
    もう二度と買いません
    まだ届かないんですが、何日待たせるんですか
    いい加減にしてください
    消費者センターに通報します
    ひどい店ですね
    責任者を出してください`,
  Korean: `
    불만 접수하고 싶어요
    정말 최악이네요
    이거 사기 아닌가요? 사기꾼들
    소비자원에 신고하겠습니다
    진짜 짜증나네요
    너무 화가 납니다
    상담원이 너무 불친절해요
    일주일째 연락이 없어요 도대체 언제 오나요
    다시는 안 삽니다
    환불해줘 당장
    어이없네`,
  Russian: `
    Хочу подать жалобу
    Буду жаловаться в Роспотребнадзор
    Верните деньги
    Вы мошенники
    Ужасное обслуживание
    Это просто безобразие
    Жду уже три недели, никто не отвечает
    Сколько можно ждать!
    Больше никогда у вас не куплю
    Ваш оператор мне нахамил
    Я возмущена`,
  Vietnamese: `
    Tôi muốn khiếu nại
    Lừa đảo
    Dịch vụ quá tệ
    Tôi rất thất vọng
    Chờ hai tuần rồi mà vẫn chưa nhận được hàng, không ai trả lời
    Thái độ nhân viên quá kém
    Tôi sẽ kiện các người
    Không bao giờ mua ở đây nữa
    Trả lại tiền cho tôi
    Bực mình quá`,
};

const OTHERS: Record<string, string> = {
  "Chinese, questions and plain trouble": `
    怎么退货
    什么时候发货
    我的订单还没收到，帮我查一下
    快递到哪里了
    请问质量怎么样
    麻烦帮我查一下物流
    麻烦您了，谢谢
    可以开发票吗
    为什么付款失败
    我想换个颜色
    这款和那款有什么差别
    两个型号差不多吧
    有时差，晚点回复
    垃圾桶多少钱
    有没有垃圾袋
    滚筒洗衣机怎么清洗
    电滚刀能用吗
    收到货了，包装有点破损，怎么换
    电池坏了在哪里修
    保修期过了怎么办
    刹车有异响怎么办
    已经过期了还能退吗
    这个靠谱吗
    人工服务时间
    怎么取消订单
    赔偿标准是什么
    防骗指南在哪里看
    价格能便宜点吗
    忘记密码了
    我妈的生日，想买个礼物
    已经发过分期了吗`,
  "Chinese, praise and calling off": `
    我不是要投诉
    我不投诉了，问题解决了
    没有投诉的意思，只是问问
    怎么撤销投诉
    取消投诉
    我的店铺被投诉了怎么处理
    质量不差
    还不错，挺好的
    服务很好，谢谢
    不麻烦，谢谢你
    客服态度很好
    不生气，慢慢来
    没让人失望
    太好了，谢谢
    哈哈，真可爱
    非常满意，五星好评
    你们的东西真好用`,
  "traditional Chinese": `
    請問什麼時候出貨
    我不是要投訴
    可以換尺寸嗎
    服務很好，謝謝
    運費怎麼算
    品質不錯`,
  "English, questions and plain trouble": `
    How far does it go?
    How do I charge the battery?
    where is my order
    My order has not arrived
    I can't find the invoice
    I don't know how to change my address
    I need help with my account
    I forgot my password
    Can I return this within 30 days?
    the screen is broken, can it be repaired?
    I received the wrong size, how can I exchange it?
    What is the warranty?
    do you ship to Spain?
    could you cancel my order please
    there is an error on the payment page
    I have a problem with the payment
    When will it be back in stock?
    How long does delivery take?
    is it waterproof?
    is it possible to get a refund?
    my card was declined
    the light does not turn on
    I'd like to change the colour
    what's the difference between the two models
    Can you check the status of order 4711?
    Is the shop open on Sunday?
    please update my email address
    which sizes do you have
    the battery will not charge
    can i talk to someone`,
  "English, praise and calling off": `
    Thank you so much, that was quick!
    no complaints, all good
    I'm not complaining, just asking
    I can't complain, it works well
    not bad at all
    I am not angry, just curious
    great service, thanks
    I love this scooter
    awesome, it works now
    You have never let me down
    Your shop never disappoints
    This is not a complaint
    excellent support, very happy
    haha ok
    the delivery was really fast, amazing
    problem solved, thanks`,
  "English, in public": `
    @shopname do you sell gift cards?
    @shophelp thanks, all sorted
    @shopname love the new colour
    just posted a photo from the shop`,
  German: `
    Wo ist meine Bestellung?
    Wie lange dauert die Lieferung?
    Vielen Dank, super Service
    Ich möchte die Farbe ändern
    Ich will mich nicht beschweren
    Gar nicht schlecht
    Kann ich den Akku tauschen?
    Die Lampe geht nicht an`,
  French: `
    Où est ma commande ?
    Quels sont les délais de livraison ?
    Merci beaucoup, c'est parfait
    Je voudrais changer la couleur
    Aucune plainte, tout va bien
    Pas mal du tout
    Comment charger la batterie ?`,
  Spanish: `
    ¿Dónde está mi pedido?
    ¿Cuánto tarda el envío?
    Muchas gracias, excelente servicio
    Quiero cambiar el color
    No tengo quejas
    Nada mal
    ¿Cómo cargo la batería?`,
  Italian: `
    Dov'è il mio ordine?
    Quanto costa la spedizione?
    Grazie mille, ottimo servizio
    Vorrei cambiare colore
    Nessun reclamo, tutto bene
    Non male
    Come si carica la batteria?`,
  Portuguese: `
    Onde está o meu pedido?
    Quanto custa o frete?
    Obrigada, ótimo atendimento
    Quero trocar a cor
    Não tenho nada a reclamar
    Nada mal
    Como carrego a bateria?`,
  Japanese: `
    注文はどこですか
    送料はいくらですか
    ありがとうございます、助かりました
    色を変えたいです
    クレームではありません
    最低価格はいくらですか
    悪くないですね
    電池の充電方法を教えてください`,
  Korean: `
    주문 어디까지 왔나요
    배송비가 얼마예요
    감사합니다, 정말 좋아요
    색상을 바꾸고 싶어요
    불만은 없어요
    나쁘지 않네요
    배터리는 어떻게 충전하나요`,
  Russian: `
    Где мой заказ?
    Сколько стоит доставка?
    Спасибо, всё отлично
    Хочу поменять цвет
    Жалоб нет
    Неплохо
    Как зарядить аккумулятор?`,
  Vietnamese: `
    Đơn hàng của tôi ở đâu?
    Phí vận chuyển bao nhiêu?
    Cảm ơn, rất tốt
    Tôi muốn đổi màu
    Tôi không muốn khiếu nại
    Không tệ
    Sạc pin thế nào?`,
};

describe.each(Object.entries(COMPLAINTS))("a complaint: %s", (_group, texts) => {
  test.each(lines(texts))("%s", (text) => {
    const found = complaintVerdict(text);
    expect(found.evidence).not.toEqual([]);
    expect(found).toMatchObject({ fires: true });
  });
});

describe.each(Object.entries(OTHERS))("none: %s", (_group, texts) => {
  test.each(lines(texts))("%s", (text) => {
    expect(complaintVerdict(text)).toMatchObject({ fires: false });
  });
});
