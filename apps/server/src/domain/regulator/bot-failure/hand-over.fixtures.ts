/** Replies of bots by language, one a line, written for these tests. */
interface Replies {
  /** The bot says that it hands over now. */
  announced: string;
  /** Offers, instructions, reports, and what else shops pass on. */
  innocent: string;
}

export const HAND_OVERS_SAID: Readonly<Record<string, Replies>> = {
  zh: {
    announced: `
好的，正在为您转接人工客服，请稍等
这个问题我需要为您转接人工
好的，为您转接人工客服。
马上为您转接人工，请稍候。
抱歉给您带来不便，我这就帮您转人工处理。
这个情况比较复杂，我帮您联系人工客服。
我将把您的问题转交给售后专员。
现在将您转接至人工客服，请不要离开。
正在转接人工客服，请耐心等待。
人工客服转接中，请稍候……
我给您转接一位真人客服吧。
您的问题我无法解答，我会为您安排人工客服。
立即为您接通在线客服，请稍等片刻。
正在为您转接，请稍等。
客服专员马上为您服务，请稍等。
感谢您提供的信息，我马上为您转接人工客服。
非常抱歉，我没能解决您的问题。现在帮您转人工！
您想找人工，我这就给您转接同事。
可以的，这就为您转接专员。
好的，正在為您轉接真人客服，請稍候。
這個問題我幫您轉接專員處理。
馬上為您轉接人工客服。
正在为您转接人工客服。如长时间无人应答，请留下电话。
`,
    innocent: `
如需人工请回复“转人工”，我会为您转接人工客服。
如果您需要，我可以为您转接人工客服。
需要我为您转接人工客服吗？
需要的话我可以帮您转人工
要不要我帮您转接人工客服
您可以随时回复“转人工”，为您转接人工客服。
请回复“转人工”，我们会为您转接人工客服。
请您提供订单号，我马上为您转接人工客服。
即时回答您的问题，需要时为您转接人工客服。
我已为您转接过人工客服，昨天的记录可以查看。
我无法为您转接人工客服。
很抱歉，我不能为您转接人工。
人工客服每天九点到二十一点在线。
我们会把包裹交给快递员。
我们会为您安排专人送货上门。
我们会为您安排专员上门取件。
您的订单已转给仓库处理。
如果仍未解决，我再为您转接人工客服。
正在为您查询订单，请稍等。
转人工的方法是点击右下角的按钮。
可以帮您联系快递客服核实。
我帮您联系物流客服核实一下。
如需人工服務，我可以為您轉接真人客服。
您的转账正在处理，预计两小时到账。
下单时请联系客服确认库存。
您昨天的问题已经转给同事，他们会发邮件。
若有疑问，我会为您转接客服专员。
核实后，我会为您转接专员。
我是自动客服，不是真人客服。
为您转接人工客服可以吗
`,
  },
  en: {
    announced: `
I'll transfer you to a human agent now, please hold on.
I am transferring you to a human agent.
Let me connect you with one of our colleagues.
I’m connecting you to a live agent now.
I will escalate this to our support team right away.
I need to forward your question to a specialist.
I'm sorry about that. I'll pass you on to a colleague.
Please hold on while I transfer you.
Transferring you to a representative. One moment please!
You are now being connected to an agent.
An agent will be with you shortly.
Let me hand you over to a person.
I'll put you through to customer service.
I'm handing over to a colleague.
I'm going to escalate your case to a supervisor.
I see that you'd like to talk to a human, so I'll transfer you to a colleague now.
You will shortly be connected with a human agent.
I will get a colleague to help you.
I'll connect you to a person. If the connection drops, write again.
We're transferring you to our support team now.
Connecting you with a human...
`,
    innocent: `
You can ask for a human agent at any time.
Would you like me to connect you to an agent?
Type "human agent" and I'll transfer you to a colleague.
If you wish I can transfer you to a person.
If you like, I'll connect you to a colleague.
I can transfer you to a human agent if you prefer.
I'll transfer you to a colleague if you want.
Shall I connect you with a person?
We hand your parcel to the carrier on the same day.
I'll forward you the invoice by e-mail.
Your request was forwarded to our team yesterday.
I transferred you to a colleague last week, who wrote to you.
Once you have sent your order number, I'll connect you with a colleague.
Please give me your order number and I'll try to help.
Connect the charger to the battery first, then to the wall socket.
Let me connect the dots: your order is late because of the strike.
I cannot transfer you to a human agent.
I'm not able to connect you with a person.
Reply yes and I'll pass you to an agent.
I'll pass your feedback on to the team.
The money is transferred to your bank within five days.
Our support team answers every day.
I'm an automatic assistant, not a person.
When a bike is sold, the warranty passes to the new owner.
We will transfer your booking to the new date.
Let me help you with the support for your phone.
Just let me know and I'll connect you to a specialist.
I can help with that.
`,
  },
  de: {
    announced: `
Ich verbinde Sie jetzt mit einem Mitarbeiter.
Einen Moment bitte, ich verbinde Sie.
Ich leite Ihre Anfrage an unseren Kundenservice weiter.
Gerne verbinde ich Sie mit einer Kollegin.
Ich werde Sie nun mit einem menschlichen Berater verbinden.
Sie werden jetzt mit einem Mitarbeiter verbunden.
Das muss ich klären lassen. Ich übergebe Sie an mein Team.
`,
    innocent: `
Wenn Sie möchten, verbinde ich Sie mit einem Mitarbeiter.
Ich kann Sie mit einem Mitarbeiter verbinden.
Soll ich Sie mit einer Kollegin verbinden?
Wir übergeben Ihr Paket an den Versanddienst.
Verbinden Sie das Ladegerät mit dem Akku.
Schreiben Sie „Mitarbeiter“, dann verbinde ich Sie mit einem Kollegen.
Ich habe Ihre Anfrage gestern an das Team weitergeleitet.
`,
  },
  fr: {
    announced: `
Je vous transfère à un conseiller, veuillez patienter.
Je vous mets en relation avec un agent.
Je vais vous transférer vers un conseiller humain.
Je transmets votre demande à notre équipe.
Un instant, je vous passe un collègue.
Vous allez être mis en relation avec un conseiller.
`,
    innocent: `
Si vous le souhaitez, je vous transfère à un conseiller.
Je peux vous mettre en relation avec un conseiller.
Voulez-vous que je vous transfère à un agent ?
Nous remettons votre colis au transporteur.
Je vous transmets la facture par e-mail.
Votre demande a été transmise hier à notre équipe.
`,
  },
  es: {
    announced: `
Le transfiero con un agente humano, espere un momento.
Te paso con un compañero ahora mismo.
Voy a transferirle a un agente.
Le voy a comunicar con una persona.
Paso su consulta a nuestro equipo.
Le estoy transfiriendo a un asesor.
`,
    innocent: `
Si lo desea, le transfiero con un agente.
Puedo pasarle con un agente.
¿Quiere que le transfiera a un agente?
Entregamos su paquete al transportista.
Le paso la factura por correo.
Ayer se transfirió su caso al equipo.
`,
  },
  it: {
    announced: `
La trasferisco a un operatore, attenda.
Ti metto in contatto con un collega.
La sto trasferendo a un operatore umano.
Inoltro la sua richiesta al nostro team.
Le chiedo un attimo: la passo a un consulente.
`,
    innocent: `
Se vuole, la trasferisco a un operatore.
Posso metterla in contatto con un operatore.
Vuole che la trasferisca a un operatore?
Consegniamo il pacco al corriere.
Le passo la fattura per e-mail.
`,
  },
  pt: {
    announced: `
Vou transferir você para um atendente.
Vou encaminhar sua solicitação para a nossa equipe.
Estou transferindo você para um agente humano, aguarde.
Vou transferi-lo para um colega.
Você está sendo transferido para um atendente.
`,
    innocent: `
Se quiser, vou transferir você para um atendente.
Posso transferir você para um atendente.
Quer que eu transfira para um atendente?
Entregamos a encomenda à transportadora.
Vou enviar a fatura por e-mail.
`,
  },
  ja: {
    announced: `
担当者におつなぎいたします。少々お待ちください。
オペレーターに転送します。
ただいまスタッフにお繋ぎしております。
この件は担当者に引き継ぎます。
有人チャットにおつなぎします。
`,
    innocent: `
ご希望でしたら、担当者におつなぎいたします。
担当者におつなぎしましょうか。
オペレーターに転送しますか？
「オペレーター」と入力すると、担当者におつなぎします。
商品は配送業者に引き渡します。
必要な場合はスタッフにおつなぎします。
`,
  },
  ko: {
    announced: `
상담원에게 연결해 드리겠습니다. 잠시만 기다려 주세요.
상담원과 연결 중입니다.
담당자에게 전달하겠습니다.
지금 상담원을 연결해 드릴게요.
상담사에게 바로 연결하겠습니다.
`,
    innocent: `
원하시면 상담원에게 연결해 드리겠습니다.
상담원에게 연결해 드릴까요?
상담원에게 연결할 수 있습니다.
"상담원"이라고 입력하시면 상담원에게 연결해 드립니다.
상품은 택배 기사에게 전달됩니다.
`,
  },
  ru: {
    announced: `
Перевожу вас на оператора, подождите.
Соединяю вас с нашим специалистом.
Сейчас подключу оператора.
Я передам ваш вопрос коллеге.
Переключаю вас на сотрудника поддержки.
`,
    innocent: `
Если хотите, я переведу вас на оператора.
Могу соединить вас с оператором.
Перевести вас на оператора?
Мы передаём посылку курьеру.
Напишите «оператор», и я переведу вас на сотрудника.
Вчера я передал ваш вопрос коллегам.
`,
  },
  vi: {
    announced: `
Tôi sẽ chuyển bạn đến nhân viên hỗ trợ ngay.
Mình đang kết nối bạn với tư vấn viên, vui lòng chờ.
Em xin phép chuyển anh chị sang nhân viên tư vấn ạ.
Hệ thống đang kết nối quý khách với tổng đài viên.
`,
    innocent: `
Nếu bạn muốn, tôi sẽ chuyển bạn đến nhân viên.
Tôi có thể kết nối bạn với nhân viên.
Bạn có muốn tôi chuyển bạn đến nhân viên không?
Chúng tôi giao hàng cho đơn vị vận chuyển.
Hãy nhắn "nhân viên" để tôi chuyển bạn đến tư vấn viên.
`,
  },
};
