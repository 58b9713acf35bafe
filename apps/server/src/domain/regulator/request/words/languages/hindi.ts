import type { Lexicon } from "../lexicon.ts";

/** In Devanagari, and in the Latin letters that most people type, where Urdu is the same language. */
export const hindi: Lexicon = {
  language: "hi",
  freeOrder: true,
  words: {
    person: `
      इंसान, इन्सान, मनुष्य, मानव, एजेंट, एजेन्ट, ऑपरेटर, आपरेटर, प्रतिनिधि, अधिकारी, मैनेजर, प्रबंधक, सुपरवाइजर,
      कर्मचारी, असली व्यक्ति, वास्तविक व्यक्ति, असली आदमी, कार्यकारी, एग्जीक्यूटिव, लाइव एजेंट, स्टाफ, insaan, insan,
      agent, agent se, operator, pratinidhi, adhikari, manager, executive, supervisor, senior, karmchari, asli aadmi,
      asli insan, asli insaan, asli bande, real bande, real aadmi, customer care executive, rep, representative,
      staff, human, humans, real insan
    `,
    someone: `
      किसी, कोई, व्यक्ति, आदमी, बंदे, बंदा, kisi, koi, aadmi, admi, bande, banda, vyakti, person, someone, team
    `,
    desk: `
      कस्टमर केयर, कस्टमर सर्विस, कस्टमर सपोर्ट, ग्राहक सेवा, सपोर्ट, सहायता केंद्र, customer care, customer service,
      customer support, support team, helpline, grahak seva, support
    `,
    real: "असली, वास्तविक, सच्चे, जिंदा, asli, real, live, sachmuch, सच में",
    talk: "बात, बातचीत, चैट, बात करनी, वार्तालाप, संपर्क, baat, bat, baat karni, baatein, baath, chat, talk",
    pass: `
      जोड़ो, जोड़ें, जोड़िए, जोड़ दो, कनेक्ट, मिलाओ, मिलाइए, मिला दो, ट्रांसफर, बुलाओ, बुलाइए, बुलाएं, करवाओ, करवाइए,
      करा दो, कराओ, कराइए, करवा दो, jodo, jod do, milao, mila do, milaiye, bulao, bula do, bulaiye, karwao, karwa do,
      kara do, karao, karaiye, karvao, karva do, karaye
    `,
    connect: "connect, transfer, कनेक्ट, ट्रांसफर",
    fetch: "दो, दीजिए, दे दो, भेजो, भेजिए, लाओ, do, dedo, de do, dijiye, bhejo, lao",
    want: `
      चाहता, चाहती, चाहते, चाहिए, चाहिये, जरूरत, ज़रूरत, मांगता, chahta, chahti, chahte, chahiye, chaiye, chahie,
      chahye, zarurat, jarurat, mangta, want, need, chahunga, chahungi
    `,
    assist: "मदद, सहायता, madad, help, sahayata",
    exist: "क्या यहां, है क्या, kya yahan, hai kya, hai koi, है कोई",
    ask: `
      मैं, मुझे, मुझको, हूं, हूँ, है, हैं, क्या, कर, करना, करनी, करने, करूं, करें, करो, कीजिए, सकता, सकती, सकते, कैसे,
      मेरी, मेरा, हमें, हो, आप, होगी, करिए, main, mein, mai, mujhe, mujhko, muje, hu, hun, hoon, hai, h, kya, kar,
      karna, karni, karne, karu, karun, kare, karo, karein, kijiye, sakta, sakti, sakte, kaise, kese, meri, mera,
      hame, hume, ho, aap, ap, please meri, karna h, se karna, hona, kro, krna, krni, i, to, a
    `,
    light: `
      से, को, का, की, के, एक, अभी, तुरंत, यहां, यहाँ, सिर्फ, सीधे, ने, अब, जल्दी, साथ, पर, में, अपने, ही, भी, se, ko,
      ka, ki, ke, ek, abhi, turant, yahan, sirf, sidhe, ne, ab, jaldi, saath, sath, par, pe, me, apne, hi, bhi, wale,
      wala, directly, ji, now, koi, kisi bhi, bhai, yaar, the, with
    `,
    polite: `
      कृपया, प्लीज, प्लीज़, नमस्ते, नमस्कार, धन्यवाद, अभी, तुरंत, हां, जी, जल्दी, हैलो, kripya, please, plz, pls,
      namaste, dhanyavad, abhi, turant, haan, ji, jaldi, hello, hi, sir, madam, bhai, yaar, bhaiya
    `,
    neg: "बिना, बजाय, bina, bajay, without",
    needless: `
      नहीं, मत, न, ना, जरूरत नहीं, nahi, nahin, nai, nhi, mat, na, zarurat nahi, jarurat nahi, nahi chahiye, not, dont
    `,
    cancel: `
      रहने दो, छोड़ो, भूल जाओ, कोई बात नहीं, rehne do, chodo, chhodo, bhool jao, koi baat nahi, koi baat nhi, never
      mind, rahne do
    `,
    again: "असल में, वैसे, हां, haan, actually, asal mein, waise, theek hai",
    report: "कहा, बोला, कहते, लिखा, मतलब, अर्थ, अनुवाद, kaha, bola, boli, matlab, likha, bol raha, kehte",
    past: `
      कल, था, थी, थे, चुका, kal, tha, thi, the the, chuka, batameez, badtameezi, hui thi, की थी, बदतमीज, बदतमीज़ी,
      kiya tha, ki thi
    `,
    info: `
      नंबर, नम्बर, फोन, फ़ोन, समय, कब, कितना, कितने, कितनी, कीमत, शुल्क, क्या है, क्या होता, ईमेल, पता, वेतन, नौकरी,
      क्यों, कौन है, फर्क, अंतर, कहां, क्या करता, number, no, phone, time, timing, timings, kab, kitna, kitne, kitni,
      price, fees, charge, kya hai, kya hota, email, salary, naukri, job, kyu, kyon, kaun hai, fark, kahan, kya karta
    `,
    condition: "अगर, जब, agar, jab",
    bot: "बॉट, बोट, रोबोट, मशीन, चैटबॉट, कंप्यूटर, bot, robot, machine, chatbot, computer, ai",
    stop: "बस करो, बंद करो, bas karo, band karo, stop",
    identity: `
      क्या आप, आप इंसान, तुम इंसान, क्या तुम, क्या मैं, kya aap, kya ap, aap insan, aap insaan, tum insan, tum insaan,
      kya tum, kya tu, are you, aap bot, tum bot, आप बॉट, तुम बॉट, aap ek
    `,
    topic: "बारे, क्योंकि, संबंध, bare, baare, kyunki, kyuki, regarding, ke liye",
    split: "लेकिन, मगर, बल्कि, पर मुझे, lekin, magar, balki, but, par mujhe",
    plain: `
      समझ नहीं, नहीं समझ, काम नहीं, नहीं पता, पता नहीं, नहीं मिला, नहीं आया, मदद नहीं, जवाब नहीं, samajh nahi, samajh
      nhi, nahi samajh, kaam nahi, kaam nhi, kam nahi, nahi pata, pata nahi, pata nhi, nahi mila, nhi mila, nahi aaya,
      nhi aaya, madad nahi, help nahi, help nhi, jawab nahi, nahi kar pa raha, not working, reply nahi, nahi ho raha,
      nhi ho raha, नहीं हो रहा
    `,
    mention: `
      मानव संसाधन, मानवाधिकार, मानव अधिकार, मेरा मैनेजर, मेरे मैनेजर, ट्रैवल एजेंट, प्रति व्यक्ति, दो लोग, mera
      manager, mere manager, mera boss, travel agent, per person, do log, manav adhikar, koi baat, human resource*,
      property agent
    `,
  },
};
