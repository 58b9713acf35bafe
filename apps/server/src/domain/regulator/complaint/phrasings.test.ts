import { describe, expect, test } from "vitest";
import { complaintVerdict } from "./index.ts";

/**
 * A second corpus, one message a line: written after the cues to see how they do on what they were not made for, then
 * used to widen them. The first corpus (corpus.test.ts) came before them.
 */
const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/);

const COMPLAINTS: Record<string, string> = {
  German: `
    Euer Laden ist der letzte Dreck
    Ich warte jetzt schon drei Wochen auf meine Lieferung
    Das ist echt das Letzte
    Ich fühle mich verarscht
    So etwas habe ich noch nie erlebt, unterste Schublade
    Der Mitarbeiter war total unfreundlich
    Ich verlange eine Erstattung und eine Entschuldigung
    Das Gerät ist schon zum zweiten Mal kaputt
    Ihr habt einen Kunden verloren
    Ich werde euch schlecht bewerten
    Seit Tagen versuche ich jemanden zu erreichen, keine Chance
    Wollt ihr mich veräppeln?
    Das geht gar nicht
    Finger weg von diesem Shop!`,
  French: `
    Service client inexistant
    C'est une honte, trois semaines sans nouvelles
    Vous vous moquez de moi ?
    Je suis furieux
    Jamais vu un service aussi mauvais
    Remboursez-moi immédiatement
    Je vais saisir la justice
    Bande d'incapables
    Votre livreur a été très désagréable
    À fuir !
    Je ne commanderai plus jamais chez vous
    Très mécontente de mon achat
    C'est quoi ce bordel`,
  Spanish: `
    Qué mal servicio
    Son unos inútiles
    Me siento estafado
    Ya es la tercera vez que escribo y nadie contesta
    Exijo un reembolso inmediato
    Qué falta de respeto
    Voy a poner una denuncia en consumo
    Muy decepcionado con la compra
    Esto es inaceptable
    Me están tomando el pelo
    No vuelvo a comprar aquí
    El repartidor fue muy grosero
    Dos meses esperando y nada
    Pésima atención al cliente
    Quiero que me devuelvan el dinero ya`,
  Italian: `
    Servizio clienti inesistente
    Mi avete preso in giro
    È la terza volta che vi scrivo e nessuno risponde
    Esigo un rimborso immediato
    Siete degli incompetenti
    Non comprerò mai più da voi
    Che vergogna
    Prodotto arrivato rotto, qualità pessima
    Sono furiosa
    Vi denuncio
    Il corriere è stato maleducato
    Un mese di attesa e ancora niente
    Truffa totale, state alla larga
    Sono stufo di aspettare
    Pessima esperienza`,
  Portuguese: `
    Que péssimo serviço
    Vocês estão me enrolando
    Já é a terceira vez que escrevo e ninguém responde
    Exijo reembolso imediato
    Fui enganado
    Que falta de respeito com o cliente
    Nunca mais compro nessa loja
    Estou muito irritada com isso
    Vou abrir um processo
    O entregador foi muito grosso
    Dois meses esperando e nada
    Empresa lixo
    Isso é um roubo
    Atendimento horrível`,
  Japanese: `
    対応が最低です
    何度連絡しても返事がありません
    嘘ばっかりですね
    ひどすぎます
    お金を返してください
    もう我慢できません
    責任を取ってください
    店員の態度が悪かった
    不良品を送りつけてきて謝罪もないのか
    二度と利用しません
    いつになったら届くんですか、もう一ヶ月も待っています
    まったく話が違う
    説明と違うじゃないか
    時間返せ
    怒っています`,
  Korean: `
    서비스가 너무 형편없어요
    몇 번을 말해야 합니까
    사기당한 기분이에요
    환불 안 해주면 소비자원에 고발합니다
    상담원 태도가 진짜 별로네요
    한 달째 기다리고 있는데 아무 연락도 없네요
    또 고장났어요 진짜 너무하네요
    장난하세요?
    화나네요 정말
    이딴 걸 돈 받고 파나
    다시는 여기서 안 사요
    책임자 나오라고 하세요
    진짜 실망했습니다
    쓰레기 같은 제품`,
  Russian: `
    Отвратительный сервис
    Вы меня обманули
    Третий раз пишу и никакого ответа
    Требую вернуть деньги
    Хватит врать
    Курьер был очень груб
    Товар пришёл сломанным, это безобразие
    Я очень разочарован
    Полный бардак у вас
    Не покупайте здесь ничего
    Вы издеваетесь?
    Хамское отношение
    Я подам на вас в суд
    Худший магазин`,
  Vietnamese: `
    Dịch vụ chán quá
    Nhân viên thái độ lồi lõm
    Gọi mấy lần không ai nghe máy
    Hàng lỗi mà không cho đổi, làm ăn gian dối
    Tôi yêu cầu hoàn tiền ngay
    Quá thất vọng về shop
    Bị lừa rồi
    Giao hàng quá chậm, đợi cả tháng
    Shop làm ăn mất uy tín
    Sẽ không quay lại nữa
    Cạch mặt shop này
    Nói một đằng làm một nẻo
    Hàng đểu
    Tức quá đi mất`,
  Chinese: `
    你们这是什么态度
    都半个月了，一点动静都没有
    客服跟死人一样
    再不处理我就发微博曝光
    这质量也太次了
    说话不算数
    一直转圈圈，根本打不开，什么垃圾app
    明明是你们的错，凭什么让我承担运费
    我要差评
    骗我说三天到，结果一个星期了还在路上
    东西是坏的，联系客服也不回
    你们还讲不讲理
    忽悠消费者
    退款都一个月了还没到账，你们是不是不想退
    有人管管吗
    真是服了你们了
    别拿机器人糊弄我
    人呢？怎么没人回复
    我对你们的处理结果不满意
    要你们有什么用
    真心差，不推荐
    耽误我多少时间了
    被你们坑惨了
    收了钱就不认人
    我非常生气`,
  "traditional Chinese": `
    客服都不回，傻眼
    等了快一個月，到底要不要出貨
    有夠爛
    我要跟消基會申訴
    態度有夠差
    根本詐騙集團
    超雷，不會再買
    東西壞掉還不給退，很扯
    氣到不行
    請給我一個交代`,
  English: `
    No one ever picks up the phone
    I'd give zero stars if I could
    Your support is non-existent
    You keep sending me in circles
    I was promised a refund two weeks ago and I have not seen a cent
    nobody seems to care
    I've had enough of this
    this product is junk
    It stopped working after one day, what a piece of junk
    I want to escalate this
    you have been giving me the runaround for weeks
    I feel cheated
    false advertising, the colour is nothing like the picture
    why do I have to repeat myself every single time
    I'm done with you guys
    How many times do I have to ask?
    you charged my card without my permission
    this is a rip-off
    cancel everything, I'm leaving
    Absolutely appalled by how I was treated
    worst purchase ever
    the delivery guy threw my parcel over the fence
    extremely dissatisfied
    I expect better from you
    you guys suck
    Do you even read my messages?
    that's not good enough`,
};

/** What a shop is asked every day, with the same words: late, broken, refund, wrong, why, nobody angry. */
const OTHERS: Record<string, string> = {
  German: `
    Wie kann ich mein Passwort ändern?
    Kann ich die Rechnung noch einmal bekommen?
    Warum kann ich mich nicht anmelden?
    Meine Lieferung ist noch nicht angekommen
    Ich habe schon drei Tage gewartet, wann kommt das Paket?
    Das Display ist defekt, wie läuft die Reparatur?
    Ich möchte meinen Vertrag kündigen
    Ist der Artikel noch verfügbar?
    Bekomme ich das Geld zurück, wenn ich storniere?
    Was kostet der Versand nach Österreich?
    Ich bin sehr zufrieden, danke
    Wo finde ich die Bedienungsanleitung?
    Das letzte Update ist installiert
    Welche Farben gibt es?
    Kann jemand mir helfen?
    Ich habe die falsche Größe bestellt`,
  French: `
    Comment changer mon mot de passe ?
    Je n'arrive pas à me connecter
    Mon colis n'est pas encore arrivé
    Quel est le prix de la livraison ?
    Pouvez-vous me renvoyer la facture ?
    Je voudrais annuler ma commande
    L'écran est cassé, comment faire réparer ?
    Est-ce que ce produit est disponible ?
    J'ai reçu la mauvaise taille
    Puis-je être remboursé ?
    Je suis très contente de mon achat
    Pourquoi mon paiement est refusé ?
    Où puis-je trouver le mode d'emploi ?
    J'attends votre réponse, merci
    Le bus arrive à quel arrêt ? C'est au stop suivant ?`,
  Spanish: `
    ¿Cómo cambio mi contraseña?
    No puedo iniciar sesión
    Mi pedido todavía no ha llegado
    ¿Cuánto cuesta el envío?
    ¿Me pueden enviar la factura?
    Quiero cancelar mi pedido
    La pantalla está rota, ¿cómo la reparo?
    ¿Está disponible este producto?
    Recibí la talla equivocada
    ¿Puedo obtener un reembolso?
    ¿Por qué no se acepta mi tarjeta?
    Estoy esperando su respuesta, gracias
    ¿Dónde están las instrucciones?
    ¿Hacen descuentos para estudiantes?
    Nunca he usado este servicio, ¿cómo funciona?`,
  Italian: `
    Come cambio la password?
    Non riesco ad accedere
    Il mio ordine non è ancora arrivato
    Quanto costa la spedizione?
    Potete inviarmi la fattura?
    Vorrei annullare l'ordine
    Lo schermo è rotto, come si ripara?
    Questo prodotto è disponibile?
    Ho ricevuto la taglia sbagliata
    Posso avere un rimborso?
    Perché il pagamento non va a buon fine?
    Resto in attesa di risposta, grazie
    Dove trovo le istruzioni?
    Basta premere il pulsante?
    È il terzo modello della serie?`,
  Portuguese: `
    Como altero minha senha?
    Não consigo entrar na conta
    Meu pedido ainda não chegou
    Quanto custa o frete?
    Podem enviar a nota fiscal?
    Quero cancelar meu pedido
    A tela está quebrada, como consertar?
    Este produto está disponível?
    Recebi o tamanho errado
    Posso ter reembolso?
    Por que o pagamento foi recusado?
    Aguardo resposta, obrigado
    Onde encontro as instruções?
    Vocês fazem desconto?
    Nunca usei, como funciona?`,
  Japanese: `
    パスワードを変更したい
    ログインできません
    まだ商品が届いていません
    領収書をもらえますか
    注文をキャンセルしたい
    画面が壊れました、修理できますか
    在庫はありますか
    サイズを間違えて注文しました
    返金はできますか
    いつも利用しています
    説明書はどこですか
    なぜ送料がかかるのですか
    もう少し安くなりますか
    返事をお待ちしています
    この色とあの色の違いは何ですか
    いつ届くか教えてください`,
  Korean: `
    비밀번호 변경하고 싶어요
    로그인이 안 돼요
    아직 상품이 안 왔어요
    영수증 받을 수 있나요
    주문 취소해 주세요
    화면이 깨졌는데 수리 되나요
    재고 있나요
    사이즈를 잘못 주문했어요
    환불 가능한가요
    항상 잘 쓰고 있어요
    설명서는 어디에 있나요
    왜 배송비가 붙나요
    답변 기다리겠습니다
    다음에 다시 살게요
    계속 사용하고 싶어요`,
  Russian: `
    Как изменить пароль?
    Не могу войти в аккаунт
    Мой заказ ещё не пришёл
    Сколько стоит доставка?
    Можно получить чек?
    Хочу отменить заказ
    Экран разбит, можно починить?
    Этот товар есть в наличии?
    Прислали не тот размер
    Можно вернуть деньги?
    Почему не проходит оплата?
    Жду ответа, спасибо
    Где инструкция?
    Есть ли скидки?
    Очень доволен покупкой`,
  Vietnamese: `
    Làm sao đổi mật khẩu?
    Tôi không đăng nhập được
    Hàng của tôi chưa đến
    Phí giao hàng là bao nhiêu?
    Cho tôi xin hóa đơn
    Tôi muốn hủy đơn
    Màn hình bị vỡ, sửa được không?
    Sản phẩm này còn không?
    Tôi đặt nhầm size
    Có được hoàn tiền không?
    Sao tôi không thanh toán được?
    Tôi đợi phản hồi nhé, cảm ơn
    Hướng dẫn sử dụng ở đâu?
    Có giảm giá không?
    Shop làm ăn tốt lắm
    Tôi muốn hoàn tiền`,
  Chinese: `
    怎么改密码
    我登不上去了
    我的货还没到
    运费多少
    可以开发票吗
    我要取消订单
    屏幕碎了怎么修
    有现货吗
    我买错尺码了
    可以退款吗
    为什么付不了款
    等你们回复
    说明书在哪
    有优惠吗
    一直用你们家的，很好用
    怎么联系你们经理
    还没收到验证码
    明明付款了却显示未支付
    这个卖家不回消息怎么办
    商品有一点瑕疵，能补偿一点吗
    到现在还没有物流信息，麻烦看一下
    我想换一个，这个用不了
    耽误您时间了，不好意思
    拒绝收货可以吗
    还不错，下次还来
    你们还没下班吧
    好生气的是我自己忘了下单哈哈
    我要注销账号
    强制关机怎么操作
    破解版有吗
    真的超好用
    孩子不听话，有合适的玩具吗
    不爽约就行
    太客气了
    这款耳机降噪差别大吗
    对比两款，哪个推荐`,
  English: `
    How do I change my password?
    I can't log in
    My parcel hasn't come yet
    Can I get a refund?
    I'd like to cancel my order
    The screen is cracked, can you fix it?
    Is this in stock?
    I ordered the wrong size
    Why was my payment refused?
    I'm waiting for your answer, thanks
    Where are the instructions?
    Do you have student discounts?
    I always shop here
    I'm leaving for holiday on Friday, can you deliver before?
    Do you actually have a store in Berlin?
    Please respond when you can
    Can I speak with someone in charge of sales?
    Do you ever restock this item?
    Is there a one-star hotel nearby?
    I never got the confirmation email
    How many times can I use the coupon?
    The battery lasts for hours, great
    What happens if I miss the delivery?
    I have had this for two years and want a new one
    Could you tell me the time the shop closes again?
    my old one broke, which model do you recommend?
    how do I report a lost parcel?
    the code doesn't work
    Does it come with a charger?
    the app says there is an error, what should I do?`,
};

describe.each(Object.entries(COMPLAINTS))("a complaint: %s", (_language, texts) => {
  test.each(lines(texts))("%s", (text) => {
    expect(complaintVerdict(text)).toMatchObject({ fires: true });
  });
});

describe.each(Object.entries(OTHERS))("none: %s", (_language, texts) => {
  test.each(lines(texts))("%s", (text) => {
    expect(complaintVerdict(text)).toMatchObject({ fires: false });
  });
});
