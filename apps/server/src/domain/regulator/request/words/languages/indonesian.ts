import type { Lexicon } from "../lexicon.ts";

/** Indonesian and Malay. */
export const indonesian: Lexicon = {
  language: "id",
  words: {
    person: `
      agen, agent, manusia, orang asli, orang beneran, orang sungguhan, orang betulan, orang sebenar, orang betul,
      operator, petugas, staf, staff, staf anda, wakil, perwakilan, ejen, manajer, manager, pengurus, supervisor,
      penyelia, atasan, admin, cs, customer service representative, pegawai, karyawan, kakitangan, konsultan, bos,
      penjaga toko, agen manusia, ejen manusia, orang cs, pimpinan, penanggung jawab, teknisi, mimin, kak admin, min
    `,
    someone: "seseorang, orang, siapa saja, siapapun, sesiapa, seorang, tim, team, rekan, ahli",
    desk: `
      layanan pelanggan, layanan konsumen, khidmat pelanggan, customer service, dukungan, dukungan pelanggan, dukungan
      teknis, bantuan pelanggan, call center, pusat bantuan, sokongan pelanggan, customer care, meja bantuan
    `,
    real: "asli, nyata, beneran, sungguhan, betulan, sebenar, hidup, langsung, live, betul",
    talk: `
      bicara, berbicara, ngobrol, ngomong, bercakap, cakap, chat, chatting, berchat, bersembang, berbincang,
      berkomunikasi, diskusi, berdiskusi, ngechat, bincang, dilayani, dibantu oleh, dilayani oleh, obrolan dengan,
      terhubung, berhubung
    `,
    pass: `
      hubungkan, sambungkan, sambungin, hubungin saya, hubungkan saya, sambungkan saya, alihkan, transfer saya,
      pindahkan saya, oper ke, operkan, panggilkan, panggil, panggilin, teruskan ke, disambungkan, dihubungkan,
      dialihkan, eskalasi
    `,
    connect: "transfer, pindahkan, teruskan, oper, pindah ke, sambung, beralih ke",
    fetch: `
      beri saya, berikan, kasih, kasi, kasih saya, carikan, bagi saya, bagi, minta, mana, kirim, tolong panggil
    `,
    contact: "hubungi, menghubungi, kontak",
    want: `
      mau, ingin, pengen, pingin, pengin, butuh, perlu, perlukan, memerlukan, membutuhkan, nak, hendak, mahu, mohon,
      minta, lebih suka, mo, saya mau, harus, menuntut, mending, cari
    `,
    assist: "bantu, membantu, tolong, menyelesaikan, telepon",
    exist: "ada, apakah ada, adakah, ada kah, ada ga",
    ask: `
      saya, aku, gue, gw, sy, kami, kita, bisa, bisakah, boleh, bolehkah, dapatkah, dapat, apa, apakah, bagaimana,
      gimana, cara, macam mana, anda, kamu, ke saya, untuk saya, yang bisa, biar, agar, supaya, siapa, dengan siapa,
      caranya, kak, min bisa, yang
    `,
    light: `
      dengan, sama, ke, kepada, dari, di, sekarang, segera, langsung, saja, aja, dong, nih, sini, ini, itu, satu,
      yang, atau, lain, lagi, pada, oleh, untuk, cepat, lah, kan, ya, jela, je, sahaja, terus, anda, kalian, lebih,
      via, lewat, sih, secara, toko
    `,
    polite: `
      tolong, mohon, please, halo, hai, selamat pagi, selamat siang, selamat sore, terima kasih, makasih, segera,
      sekarang, ya, kak, bang, min, gan, sis, permisi, cepat, dong, maaf, sila, tolonglah, urgent, pak, bu
    `,
    neg: `
      tidak, tak, ga, gak, nggak, ngga, enggak, jangan, tanpa, bukan, tidak mau, tidak perlu, tak nak, tidak ingin,
      tak mau, tak perlu, jgn, gausah, gak usah
    `,
    needless: `
      tidak perlu, tak perlu, tidak usah, tak payah, ga usah, gak perlu, nggak perlu, tidak butuh, gak butuh, tidak
      diperlukan
    `,
    cancel: "lupakan, batal, batalkan, tidak jadi, gak jadi, ga jadi, nggak jadi, tak jadi, abaikan",
    again: "sebenarnya, sebenernya, eh, iya, ya, ok",
    report: `
      katanya, dia bilang, bilang, berkata, kata dia, tulis, artinya, arti, maksud, terjemahkan, kalimat, dia kata,
      mengatakan
    `,
    past: `
      kemarin, semalam, tadi, sudah bicara, sudah ngobrol, minggu lalu, sudah menghubungi, telah, tidak sopan, kasar
    `,
    info: `
      nomor, nomer, no telp, telepon, nombor, jam, kapan, bila, berapa, biaya, harga, apa itu, apa arti, email, emel,
      alamat, gaji, lowongan, kerja, kenapa, mengapa, siapa itu, beda, bedanya, perbezaan, perbedaan, buka jam,
      dimana, di mana, waktu, kos, melamar, menjadi, tugas
    `,
    condition: "jika, kalau, kalo, sebelum, apabila",
    bot: "robot, mesin, komputer, ai, kecerdasan buatan, bot, otomatis, program",
    stop: "stop, berhenti, cukup, bosan, capek",
    identity: `
      apakah kamu, apakah anda, kamu, anda, adakah anda, apa kamu, kamu ini, apakah ini, apakah saya, awak ni, awak
    `,
    topic: "tentang, mengenai, soal, karena, kerana, sebab, pasal, untuk membantu",
    join: "dan",
    split: "tapi, tetapi, namun, melainkan, tp",
    plain: `
      tidak mengerti, ga ngerti, gak ngerti, tidak paham, gak paham, tidak tahu, gak tau, ga tau, tak tahu, tidak
      bisa, gak bisa, ga bisa, tak boleh, tidak membantu, gak membantu, tidak berfungsi, tidak jalan, belum sampai,
      tidak sampai, tidak dijawab, tak faham, tidak jelas, gak jelas, tidak menjawab, tidak berguna
    `,
    mention: `
      sumber daya manusia, hak asasi manusia, hak manusia, sumber manusia, manajer saya, bos saya, atasan saya, per
      orang, dua orang, agen perjalanan, agen properti, agen rumah, karyawan saya, orang tua, orang lain, banyak
      orang, operator seluler, untuk orang, ejen hartanah
    `,
  },
};
