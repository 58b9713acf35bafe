/** Replies of bots by language, one a line, written for these tests. */
interface Replies {
  failures: string;
  answers: string;
}

export const CORPUS: Readonly<Record<string, Replies>> = {
  zh: {
    failures: `
抱歉，这个问题我不知道答案。
抱歉，我无法回答这个问题。
对不起，我暂时无法回答您的问题。
很抱歉，我不太明白您的意思。
不好意思，我没听懂您说的话。
我不知道。
这个我不清楚哦。
抱歉，我不太清楚这方面的情况。
抱歉没有帮到您。您可以换一种说法再问一次。
作为一个人工智能语言模型，我无法提供医疗建议。
作为AI助手，我没有个人情感。
我只是一个机器人，这个问题难倒我了。
我是一个语言模型，不能查询实时信息。
非常抱歉，您的问题超出了我的知识范围。
这个问题不在我的服务范围之内。
您的问题超出我的能力范围，请谅解。
小助手还在学习中，暂时回答不了这个问题。
我还在努力学习，这个问题暂时答不上来。
知识库中没有相关内容。
没有找到相关答案。
未找到与您问题匹配的结果。
抱歉，没有查询到相关信息。
暂无相关信息。
根据已知信息无法回答该问题。
根据提供的资料，无法回答该问题。
系统繁忙，请稍后再试。
请稍后再试。
请您稍后重试。
网络异常，请稍后重试。
服务器开小差了，请稍后再来。
服务暂时不可用。
系统出错了。
发生未知错误。
内部错误，请联系管理员。
请求超时，请重试。
请求过于频繁，请稍后再试。
抱歉，出了点问题。
当前访问量过大，请稍候再试。
模型调用失败。
接口返回异常。
系统正在维护，暂时无法为您服务。
正在为您转接人工客服，请稍候。
我帮您转人工客服处理吧。
马上为您转接人工。
这个问题需要人工处理，我这就为您安排客服专员。
建议您联系人工客服咨询。
请联系在线客服处理。
建议您咨询专业人士。
请您换个问法试试。
请换一种方式提问。
能否请您重新描述一下问题？
请您说得更具体一些。
请再说一遍好吗？没听懂呢。
抱歉，我无法理解您的问题。
抱歉，我没能理解您的需求，请重新输入。
无法识别您的问题。
抱歉，我不能提供此类信息。
很遗憾，我无法为您提供这方面的帮助。
对不起，我不能协助您完成这个请求。
我不能讨论这个话题。
这个话题我不方便讨论，我们换个话题吧。
您的问题涉及敏感内容，我不予回答。
很抱歉，我帮不了您。
对此我无能为力。
爱莫能助，抱歉。
抱歉，我无法访问您的订单。
抱歉，我目前无法查看到您的订单信息。
我没有权限，无法处理您的请求。
抱歉，该功能我暂不支持，无法处理。
我不确定您指的是什么。
您的问题我不太理解，可以换个说法吗？
亲，这个问题小蜜不太懂呢。
呜呜，被您问住了。
抱歉，小助手暂时没学会这个问题。
您好，我没有足够的信息来回答。
很抱歉，目前没有关于该产品的相关资料。
抱歉，无法判断您的情况。
请稍等。
好的，请您耐心等待。
抱歉，我是AI，不会做这个。
抱歉，我無法回答這個問題。
對不起，我不太明白您的意思。
系統忙碌中，請稍後再試。
很抱歉，目前無法提供相關資訊。
我不知道這個問題的答案。
為您轉接真人客服，請稍候。
網路異常，請重新整理後再試。
作為一個人工智慧語言模型，我無法提供意見。
請換個說法再問一次。
查無相關資料，抱歉沒有找到相關資訊。
这个问题我暂时还没有答案
这个我得问问同事
这个问题有点复杂，我需要请教一下专家
我没有相关的数据
对不起，我只能回答与自行车有关的问题。
我们聊点别的吧
亲，这边建议您拨打人工热线咨询呢
该问题暂不支持回答
您的问题我记录下来了，稍后由专员联系您
无法获取到您的位置信息
不好意思，您说什么？
没能理解您的问题呢
抱歉，我只是一个助手，不具备这个能力
我不具备该功能
很抱歉，您查询的内容不存在
抱歉，根据相关规定我不能回答
此问题需人工协助
抱歉，您的请求未能成功
回答生成失败
内容审核未通过
余额不足，调用失败
{"code":500,"msg":"内部错误"}
`,
    answers: `
您好，请问有什么可以帮您？
不客气！还有其他可以帮您的吗？
我是自动客服，根据店铺的常见问题为您解答。如果想和真人沟通，请回复“转人工”。
电池充满需要四小时。
抱歉让您久等了，您的订单已于今天上午发货。
抱歉给您带来不便，退款会在三个工作日内到账。
非常抱歉，这款黑色已售罄，白色还有现货。
不好意思，本店暂不支持货到付款，可以用微信支付。
使用过的电池不能退货。
该商品不支持七天无理由退货。
很遗憾，超过三十天就不能退款了，但可以申请维修。
如果您不知道尺码，可以参考尺码表。
如果不清楚车架号，请看车架底部的贴纸。
如果无法开机，请长按电源键十秒。
若系统提示网络异常，请检查无线网络后重新连接。
如果页面显示“系统繁忙，请稍后再试”，刷新一下就可以了。
出现异响时，请先检查刹车片。
当仪表显示错误代码E5时，请重启车辆。
错误代码E3表示电机温度过高，停放二十分钟即可。
刹车有异响，请检查刹车片是否磨损。
您可以在订单页点击“申请售后”。
需要人工客服，请回复“转人工”。
退货地址是杭州市西湖区文一路1号。
请在我的订单里点击“取消订单”。
我们的营业时间是早上九点到晚上九点。
人工客服的工作时间是九点到十八点。
客服电话是工作日九点到六点接听。
续航大约八十公里，冬天会短一些。
可以的，这款车支持快充。
不可以，飞机上不能带这种电池。
不会的，雨天骑行没有问题，但不要泡水。
没有运费，全国包邮。
没问题，我已经为您修改了地址。
您的订单正在派送，预计今天送达。
优惠券不能叠加使用。
发票会在签收后自动开具到您的邮箱。
保修期是两年，电池一年。
请您提供一下订单号，我来查一下进度。
请问您的车是什么型号？
您想问的是哪一款呢？
请先打开应用，点击“设备”，再点“升级”。
升级失败的话，请把手机靠近车辆再试一次。
密码忘了可以点“找回密码”，用手机号重置。
付款失败一般是银行卡余额不足，请换一张卡。
无法付款时，请检查银行卡是否过期。
您的手机无法识别蓝牙时，请关闭后重新打开蓝牙。
快递未送达的，请联系派件员，电话在物流页面。
门店暂时没有这个配件，三天后到货。
冬天电池的电量会下降，这是正常现象。
新疆和西藏暂不发货。
港澳台地区不能配送，敬请谅解。
定金支付后不能退，尾款可以退。
头盔不在保修范围内。
轮胎磨损不属于保修范围。
骑行时请戴好头盔，注意安全。
最大载重一百二十公斤。
充电时请不要覆盖充电器。
儿童座椅不能装在这款车上，但可以装在城市款上。
好的，已为您取消订单，款项原路退回。
您好，积分每年年底清零。
对不起，我们弄错了您的地址，今天会重新发货。
抱歉，刚才的回答有误：保修期是两年。
感谢您的反馈，我已记录。
车锁打不开时，先转动车轮，再插入钥匙。
说明书在包装盒的夹层里，也可以在官网下载。
这款车不能改装电机，否则失去保修。
訂單已出貨，預計明天送達。
抱歉讓您久等，退款三天內到帳。
本店不支援貨到付款，可以刷卡。
如果無法開機，請長按電源鍵十秒。
電池不能帶上飛機。
保固期為兩年。
您好，客服的电话是400，工作时间9点到18点
这款车没有倒挡
不能，电池必须单独寄送
不行哦，拆封后不能退
没有
不是
目前没有优惠活动
暂时没有货，预计下周到
这个颜色没有了，蓝色还有
我帮您查了一下，您的订单昨天已签收
您可以联系快递员，电话是页面上的号码
请联系银行核实
建议您先充电两小时再试
等待十分钟后再试一次
请稍等，已为您查到：订单已发货
骑行前请检查刹车，出现问题请停止使用
蓝牙连接失败时请重启手机
密码错误次数过多会锁定，半小时后自动解锁
无法开机一般是电池没电了，充电即可
车辆无法启动的原因有三个
系统会自动退款，无需操作
服务器在国内，数据不会外传
我们不会泄露您的信息
不清楚车架号的话可以看底部
本车不支持儿童座椅
不支持退换
网络超时不会影响骑行
问题不大，拧紧螺丝就行
需要的话我可以帮您转人工
如需人工服务请输入转人工
`,
  },
  en: {
    failures: `
I'm sorry, I don't know the answer to that.
I'm sorry that didn't help. You can ask again in other words.
I don't know.
I have no idea.
Sorry, I can't help with that.
I'm sorry, but I can't assist with that request.
I cannot provide information about that topic.
I am unable to answer this question.
I'm not able to help you with this.
I won't be able to do that.
I can't fulfill this request.
Unfortunately, I cannot answer that.
I'm afraid I can't help you with this one.
As an AI language model, I don't have personal opinions.
As an artificial intelligence, I cannot give medical advice.
I'm just a bot, so I can't say.
I am an AI language model and do not condone violence.
It is not appropriate or ethical to make fun of people because of their religion.
I must decline to answer this question.
I will not help you break into a car.
Sorry, I didn't understand that.
Sorry, I didn't quite get that. Could you rephrase?
I'm not sure I understand. Can you please rephrase your question?
I do not understand your question.
I don't have any information on that.
I don't have access to your order.
I do not have enough information to answer.
I couldn't find any information about that in the documents.
The provided context does not contain the answer.
No results found for your query.
That is outside of my knowledge.
This question is beyond my capabilities.
My knowledge is limited to bicycles.
Something went wrong. Please try again later.
An error occurred while processing your request.
Oops! Something went wrong on our end.
I'm experiencing technical difficulties at the moment.
The service is temporarily unavailable.
Please try again in a few minutes.
We are currently unable to process your request.
I'll pass this on to a person.
Let me connect you with an agent.
I am transferring you to a human agent now.
I will forward your question to our support team.
I'd suggest contacting customer support for further help.
Internal Server Error
502 Bad Gateway
Error: connect ECONNREFUSED
{"error": {"message": "Rate limit exceeded", "code": 429}}
<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>
<html><body><h1>Service Unavailable</h1></body></html>
Traceback (most recent call last): File "app.py", line 3
TypeError: Cannot read properties of undefined
undefined
null
[object Object]
...
I’m really sorry, but I can’t do that.
I apologize, but I am not permitted to discuss this.
I do not feel comfortable answering this question.
I'm sorry, I am not able to respond to that.
My apologies, I'm not qualified to give medical advice.
I'm not going to answer that.
That's not something I can help with.
I'm sorry, this topic is off limits for me.
I can only answer questions about our products.
I can only help with bicycles.
Let's talk about something else.
I'd rather not discuss that.
Hmm, I'm stumped.
Good question! I wish I knew.
I lack the necessary information to answer.
There's no information about this in my sources.
I haven't been trained on that.
Please contact support.
Please consult a professional.
Please wait while I transfer you.
You'll need to speak to one of our agents about this.
Unable to process request.
Request failed with status code 500
Invalid request.
Timeout
Sorry, what?
Pardon?
Come again?
Can you clarify what you mean?
I am programmed to be a harmless AI assistant and cannot do this.
Creating explicit content is not something I can do.
I strongly advise against this.
No comment.
My sincere apologies, but that request goes against our policies.
I refuse.
I apologise, however I'm unable to fulfil this.
`,
    answers: `
Hello! What can I help you with?
You're welcome! Is there anything else I can help with?
I am an automatic assistant: I answer from the shop's list of common questions. If you would rather talk to a person, type "human agent".
Unfortunately this model is sold out, but the blue one is in stock.
I'm sorry to hear that. Please reset the controller by holding the button for ten seconds.
You cannot return used batteries.
Unfortunately, we cannot ship to islands.
We don't ship to Canada yet.
We can't accept returns after 30 days.
Sorry for the wait! Your order was sent this morning.
I apologize for the delay. Your parcel arrives tomorrow.
If you don't know your size, see the size chart.
If you can't open the app, please install it again.
If you see "Internal Server Error", reload the page.
If something went wrong with your payment, check your card's expiry date.
Error code E5 means that the motor is too hot. Let it cool for 20 minutes.
The battery lasts about three years.
The range is about 80 km; in winter it is shorter.
No, the helmet is not covered by the warranty.
It is not safe to charge the battery below 0 degrees.
It is not possible to change the address after shipping.
Yes, you can ride it in the rain.
Please press the power button and hold it for five seconds.
To talk to a person, type "human agent".
Our agents are there from 9 to 18 o'clock.
You can reach customer support by phone on weekdays.
Your order 12345 is on its way.
I have cancelled your order. The refund takes five days.
I found your order: it was delivered yesterday.
Could you tell me your order number?
Which model do you have?
The brakes squeak because the pads are worn. Replace them.
It's important to check the tyre pressure every month.
The app does not support tablets.
The charger will not work outside Europe without an adapter.
Returns are free within 14 days.
We could not deliver your parcel because nobody was home; it is at the post office.
Refunds do not include the delivery fee.
Don't worry, your data is safe.
I know it is annoying. Turn the wheel a little, then put the key in.
I understand. The invoice is in your account under "Orders".
I can help with that! First, open the app.
Thank you for your feedback.
Vouchers can't be combined.
You won't need any tools.
The manual says that the motor must not be opened.
Here are three ways to save battery.
That colour is no longer made; red and green are.
The wheel size is 28 inches.
We do not have a shop in Leeds, but there is one in York.
Sorry, we were closed on Monday. We are open again from 9.
Yes, the light can be replaced. It costs 12 euros.
I can't find the brake lever on your photo; is it on the left?
We are sorry, your order could not be delivered because the address is incomplete. Please send us the full address.
Sorry, we have no size 42 left.
I'm sorry you had trouble. The refund was sent on Monday.
You can't change the address after it was sent.
The bike does not have a reverse gear.
The warranty does not cover damage from water.
No, unfortunately not.
No.
Yes.
Sorry, we are closed on Sundays.
If you don't understand the manual, watch the video.
I recommend contacting your bank if the money is not there after five days.
Please contact your bank.
An agent will call you tomorrow at 9, as agreed.
You may try again after ten minutes; the lock opens then.
Try again after charging the battery.
It is illegal to ride faster than 25 km/h without a licence.
It's important to note that the battery must not be opened.
It is not safe or legal to change the motor.
Please do not wash the motor with high pressure.
There is no reason to worry, the noise is normal.
The system shows that your order was shipped.
The server is in the EU, so your data stays there.
We do not share your data with anyone.
We cannot offer a discount on this item.
I can't offer a discount, but shipping is free.
Unfortunately we can't provide an exact date; it usually takes 3 to 5 days.
`,
  },
  de: {
    failures: `
Das weiß ich leider nicht.
Ich kann diese Frage leider nicht beantworten.
Dabei kann ich Ihnen nicht helfen.
Entschuldigung, das habe ich nicht verstanden.
Dazu habe ich keine Informationen.
Als KI-Sprachmodell habe ich keine Meinung.
Es ist ein Fehler aufgetreten.
Bitte versuchen Sie es später erneut.
Ich verbinde Sie mit einem Mitarbeiter.
Könnten Sie die Frage bitte anders formulieren?
`,
    answers: `
Der Akku hält etwa drei Jahre.
Leider ist das Modell ausverkauft, aber das blaue ist da.
Gebrauchte Akkus können Sie nicht zurückgeben.
Wenn Sie Ihre Größe nicht wissen, hilft die Tabelle.
Es tut mir leid, dass Sie warten mussten. Ihr Paket kommt morgen.
Wir liefern leider nicht auf Inseln.
`,
  },
  fr: {
    failures: `
Je ne sais pas.
Désolé, je ne peux pas répondre à cette question.
Je n'ai pas compris votre demande.
Je ne suis pas en mesure de vous aider.
Je n'ai pas d'informations à ce sujet.
En tant qu'IA, je n'ai pas d'opinion.
Une erreur s'est produite.
Veuillez réessayer plus tard.
Je vous transfère à un conseiller.
Pouvez-vous reformuler votre question ?
`,
    answers: `
La batterie dure environ trois ans.
Malheureusement ce modèle est épuisé, mais le bleu est disponible.
Les batteries usagées ne sont pas reprises.
Si vous ne connaissez pas votre taille, consultez le tableau.
Désolé pour l'attente, votre colis arrive demain.
Nous ne livrons pas dans les îles.
`,
  },
  es: {
    failures: `
No lo sé.
Lo siento, no puedo responder a esa pregunta.
No he entendido su pregunta.
No puedo ayudarle con eso.
No tengo información sobre ese tema.
Como modelo de lenguaje, no tengo opiniones.
Ha ocurrido un error.
Inténtelo de nuevo más tarde.
Le paso con un agente.
¿Puede reformular la pregunta?
`,
    answers: `
La batería dura unos tres años.
Lamentablemente este modelo está agotado, pero el azul está disponible.
No se pueden devolver baterías usadas.
Si no sabe su talla, consulte la tabla.
Disculpe la espera, su pedido llega mañana.
No enviamos a las islas.
`,
  },
  it: {
    failures: `
Non lo so.
Mi dispiace, non posso rispondere a questa domanda.
Non ho capito la tua domanda.
Non sono in grado di aiutarti.
Non ho informazioni su questo argomento.
In quanto modello linguistico, non ho opinioni.
Si è verificato un errore.
Riprova più tardi.
Ti metto in contatto con un operatore.
Puoi riformulare la domanda?
`,
    answers: `
La batteria dura circa tre anni.
Purtroppo questo modello è esaurito, ma quello blu è disponibile.
Le batterie usate non possono essere restituite.
Se non conosci la tua taglia, guarda la tabella.
Scusi per l'attesa, il pacco arriva domani.
Non spediamo nelle isole.
`,
  },
  pt: {
    failures: `
Não sei.
Desculpe, não posso responder a essa pergunta.
Não entendi a sua pergunta.
Não consigo ajudar com isso.
Não tenho informações sobre esse assunto.
Como modelo de linguagem, não tenho opiniões.
Ocorreu um erro.
Tente novamente mais tarde.
Vou transferir você para um atendente.
Pode reformular a pergunta?
`,
    answers: `
A bateria dura cerca de três anos.
Infelizmente este modelo está esgotado, mas o azul está disponível.
Baterias usadas não podem ser devolvidas.
Se não souber o seu tamanho, veja a tabela.
Desculpe a demora, o seu pedido chega amanhã.
Não entregamos nas ilhas.
`,
  },
  ja: {
    failures: `
わかりません。
申し訳ございませんが、そのご質問にはお答えできません。
ご質問の内容を理解できませんでした。
お役に立てず申し訳ありません。
該当する情報が見つかりませんでした。
AI言語モデルとして、個人的な意見は持っていません。
エラーが発生しました。
しばらくしてからもう一度お試しください。
担当者におつなぎします。
別の言い方でお聞かせください。
`,
    answers: `
バッテリーの寿命は約三年です。
申し訳ございません、このモデルは売り切れですが、青は在庫があります。
使用済みのバッテリーは返品できません。
サイズがわからない場合は、表をご覧ください。
お待たせして申し訳ございません。明日お届けします。
離島への配送は行っておりません。
`,
  },
  ko: {
    failures: `
잘 모르겠습니다.
죄송합니다, 그 질문에는 답변드릴 수 없습니다.
질문을 이해하지 못했습니다.
도와드릴 수 없습니다.
관련 정보를 찾을 수 없습니다.
AI 언어 모델로서 개인적인 의견은 없습니다.
오류가 발생했습니다.
잠시 후 다시 시도해 주세요.
상담원에게 연결해 드리겠습니다.
다른 표현으로 질문해 주시겠어요?
`,
    answers: `
배터리 수명은 약 3년입니다.
아쉽게도 이 모델은 품절이지만 파란색은 재고가 있습니다.
사용한 배터리는 반품되지 않습니다.
기다리게 해서 죄송합니다. 내일 도착합니다.
섬 지역은 배송하지 않습니다.
충전기는 두 시간 안에 충전됩니다.
`,
  },
  ru: {
    failures: `
Я не знаю.
К сожалению, я не могу ответить на этот вопрос.
Извините, я не понял ваш вопрос.
Я не могу вам помочь.
У меня нет информации об этом.
Как языковая модель, я не имею мнения.
Произошла ошибка.
Попробуйте ещё раз позже.
Перевожу вас на оператора.
Переформулируйте, пожалуйста, вопрос.
`,
    answers: `
Батарея служит около трёх лет.
К сожалению, эта модель распродана, но синяя есть в наличии.
Использованные батареи возврату не подлежат.
Если вы не знаете свой размер, посмотрите таблицу.
Извините за ожидание, заказ придёт завтра.
Мы не доставляем на острова.
`,
  },
  vi: {
    failures: `
Tôi không biết.
Xin lỗi, tôi không thể trả lời câu hỏi này.
Tôi chưa hiểu câu hỏi của bạn.
Rất tiếc, tôi không thể giúp bạn việc này.
Tôi không có thông tin về vấn đề này.
Là một mô hình ngôn ngữ, tôi không có ý kiến cá nhân.
Đã xảy ra lỗi.
Vui lòng thử lại sau.
Tôi sẽ chuyển bạn đến nhân viên tư vấn.
Bạn có thể diễn đạt theo cách khác không?
`,
    answers: `
Pin dùng được khoảng ba năm.
Rất tiếc, mẫu này đã hết hàng, nhưng mẫu màu xanh vẫn còn.
Pin đã qua sử dụng không được trả lại.
Nếu bạn không biết cỡ của mình, hãy xem bảng.
Xin lỗi vì để bạn chờ, đơn hàng sẽ đến ngày mai.
Cửa hàng mở cửa từ chín giờ.
`,
  },
  others: {
    failures: `
Dat weet ik helaas niet.
Sorry, ik kan je daar niet mee helpen.
Probeer het later opnieuw.
Jag kan tyvärr inte svara på det.
Nie wiem.
Przepraszam, nie mogę odpowiedzieć na to pytanie.
Wystąpił błąd.
Üzgünüm, bu soruyu yanıtlayamıyorum.
Bilmiyorum.
Nu știu răspunsul la această întrebare.
Maaf, saya tidak dapat menjawab pertanyaan itu.
Terjadi kesalahan. Silakan coba lagi.
Вибачте, я не можу відповісти на це питання.
عذراً، لا أستطيع الإجابة على هذا السؤال.
ขออภัย ฉันไม่สามารถตอบคำถามนี้ได้
`,
    answers: `
De accu gaat ongeveer drie jaar mee.
Batteriet håller i tre år.
Akumulator wystarcza na trzy lata.
Pil yaklaşık üç yıl dayanır.
Bateria durează trei ani.
Baterai tahan sekitar tiga tahun.
Батарея служить близько трьох років.
تدوم البطارية حوالي ثلاث سنوات.
แบตเตอรี่ใช้งานได้ประมาณสามปี
Pesanan Anda tiba besok.
`,
  },
};
