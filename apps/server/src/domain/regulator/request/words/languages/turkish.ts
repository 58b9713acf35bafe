import type { Lexicon } from "../lexicon.ts";

export const turkish: Lexicon = {
  language: "tr",
  freeOrder: true,
  words: {
    callback: "beni arasın, beni arayın, beni arar mı, geri arayın",
    person: `
      temsilci*, müşteri temsilci*, insan, insana, insanla, insanı, insanlar*, bir insan*, gerçek kişi*, gerçek biri*,
      canlı destek, canlı desteğe, canlı bir*, operatör*, yetkili*, danışman*, görevli*, çalışan, çalışanla, çalışana,
      çalışanı, çalışanınız*, personel*, yönetici*, müdür*, sorumlu*, uzman, uzmana, uzmanla, supervisor, memur*,
      elemanı, eleman, asistanla insan, amir*, patron*, canlı temsilci*, birini bana
    `,
    someone: `
      biri, birine, birini, biriyle, birisi*, birileri*, kimse var, kişi, kişiye, kişiyle, adam, arkadaş*, ekip*,
      ekibin*
    `,
    desk: `
      müşteri hizmet*, müşteri destek, destek, desteğe, desteğiniz, destek ekib*, teknik destek, çağrı merkez*,
      müşteri ilişkileri
    `,
    real: "gerçek, canlı, hakiki, gerçekten",
    talk: "konuş*, görüş*, sohbet*, yazış*, iletişim*, görüşme*",
    pass: `
      bağla, bağlayın, bağlar mısın*, bağlanmak, bağlayabilir*, bağlan, bağlanabilir*, bağlanmam, bağlanayım,
      bağlanayim, aktarın, aktar, aktarır mısın*, aktarabilir*, aktarılmak, yönlendir, yönlendirin, yönlendirir*,
      yönlendirebil*, yönlendirilmek, bağlantı kur*, çağır, çağırın, çağırır*, ulaştır*, baglayin, aktarin, devret*,
      devredin
    `,
    connect: "transfer, ilet*, aktarma*",
    fetch: "ver, verin, getir*, bul, bulun, arayın, gelsin, yolla*, gönder*, versin, istiyom",
    contact: "ulaş*, ulasmak, erişmek",
    want: `
      istiyorum, istiyoruz, isterim, isterdim, istiyom, ist*rim, lazım, lazim, gerek, gerekiyor, ihtiyacım, ihtiyacim,
      talep ediyorum, tercih ederim, tercih ediyorum, rica ediyorum, rica ederim, istedim, arıyorum, bekliyorum,
      isteği, istek, istiyor, mümkün mü, mümkünse
    `,
    assist: "yardım, yardımcı, çöz*, ilgilen*, ara*sın",
    exist: "var mı, varmı, var, yok mu, yokmu, var mi, varmi",
    ask: `
      ben, bana, beni, bize, bizi, nasıl, mümkün, olur, mu, mı, mi, musun, musunuz, misiniz, mısınız, misin, mısın,
      miyim, mıyım, miyiz, edebilir, edin, eder, ile, siz, sen, sizi, ne zaman biriyle, olarak, o, kim, kiminle
    `,
    light: `
      bir, biraz, ile, la, le, ye, ya, e, a, için, hemen, şimdi, artık, sadece, lütfen, burada, orada, acil, acilen,
      direkt, doğrudan, başka, da, de, daha, ki, şu, bu, yerine, bari, önce, hattına, hizmet*, hat, veya, olan, ne
      olur, derhal, en, kadar, simdi, sizin, bizzat
    `,
    polite: `
      lütfen, lutfen, merhaba, selam, iyi günler, günaydın, teşekkürler, teşekkür ederim, acil, acilen, hemen, şimdi,
      evet, tamam, rica etsem, sağol, artık, alo, pardon, hadi, kolay gelsin
    `,
    neg: "asla, hiçbir, yerine",
    needless: `
      istemiyorum, istemem, istemiyoruz, gerek yok, gerekmez, gerekmiyor, değil, bağlama, bağlamayın, aktarma,
      aktarmayın, yönlendirme, yönlendirmeyin, çağırma, çağırmayın, lazım değil, ihtiyacım yok, olmadan, konuşmadan,
      görüşmeden, konuşmayacağım, hayır gerek, verme, vermeyin, bağlamasan*
    `,
    cancel: "boşver, boş ver, vazgeçtim, unut, unutun, iptal et, önemli değil, gerek kalmadı",
    again: "aslında, yine de, evet, tamam, o zaman",
    report: "dedi, diyor, söyledi, demişti, yazıyor, anlamı, çevir, cümle, kelime, butonu, söylüyor, dediler",
    past: `
      dün, konuştum, görüştüm, geçen hafta, aradı, kabaydı, söz verdi, konuşmuştum, görüşmüştüm, demişti, geçen gün,
      davrandı
    `,
    info: `
      numara*, telefon numara*, saat*, mesai, kaç, ne kadar, ücret*, fiyat*, nedir, ne demek, ne yapar, ne iş, kimdir,
      eposta, e posta, mail, adres*, nasıl çalışır, fark*, maaş*, iş ilan*, neden, niye, açık mı, kaçta, olmak için,
      nasıl olunur
    `,
    condition: "eğer, olursa, isterse*, zaman",
    bot: `
      bota, botla, botlar*, botu, robotla, robot*, makine*, makina*, yapay zeka*, otomatik*, sesli yanıt, chatbot*,
      bilgisayar*
    `,
    stop: "yeter, bıktım, durdur, kapat",
    identity: `
      misiniz siz, insan mısın*, sen bir, gerçek misin*, robot musun*, bot musun*, insanla mı, bir insan mısın*, siz
      bir, gerçek kişi misin*, bot mu, robot mu, insan mı
    `,
    topic: "hakkında, çünkü, konusunda, dair, ilgili",
    join: "ve",
    split: "ama, fakat, ancak, lakin",
    plain: `
      anlamıyor*, anlamadı*, çalışmıyor*, bilmiyor*, yardımcı olmuyor*, olmuyor*, işe yaramıyor*, gelmedi*, çözmüyor*,
      çözemi*, cevap vermiyor*, yapamıyor*
    `,
    mention: `
      insan kaynakları, insan hakları, müdürüm, patronum, yöneticim, kişi başı*, iki kişi*, emlakçı, seyahat acente*,
      çalışanlarım, insan vücudu, gsm operatör*, operatörüm, mobil operatör*, kişilik
    `,
  },
};
