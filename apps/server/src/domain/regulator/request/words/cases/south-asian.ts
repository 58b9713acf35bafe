import type { Cases } from "./cases.ts";

export const hindi: Cases = {
  language: "hi",
  asks: [
    "मुझे किसी इंसान से बात करनी है",
    "एजेंट से बात कराओ",
    "कृपया मुझे प्रतिनिधि से जोड़ें",
    "मैं मैनेजर से बात करना चाहता हूं",
    "कस्टमर केयर से बात करनी है",
    "mujhe kisi insaan se baat karni hai",
    "agent se baat karao",
    "customer care executive se connect karo",
    "kya main kisi real person se baat kar sakta hu",
    "mujhe human se baat karna hai bot se nahi",
    "manager ko bulao",
    "एजेंट चाहिए",
  ],
  doesNot: [
    "मुझे एजेंट से बात नहीं करनी",
    "agent nahi chahiye",
    "mujhe kisi se baat nahi karni",
    "customer care ka number kya hai",
    "कस्टमर केयर का नंबर बताओ",
    "kal agent se baat hui thi",
    "क्या आप इंसान हैं?",
    "मेरा ऑर्डर कहां है",
    "mera order kahan hai",
  ],
};

export const urdu: Cases = {
  language: "ur",
  asks: [
    "مجھے کسی انسان سے بات کرنی ہے",
    "نمائندے سے بات کرنا چاہتا ہوں",
    "براہ کرم مجھے ایجنٹ سے ملا دیں",
    "مینیجر کو بلائیں",
    "کیا میں کسی سے بات کر سکتا ہوں؟",
    "ایجنٹ چاہیے",
  ],
  doesNot: [
    "مجھے ایجنٹ سے بات نہیں کرنی",
    "کسٹمر سروس کا نمبر کیا ہے؟",
    "میرا آرڈر کہاں ہے؟",
    "کیا آپ انسان ہیں؟",
    "کل ایجنٹ سے بات کی تھی",
  ],
};

export const bengali: Cases = {
  language: "bn",
  asks: [
    "আমি একজন মানুষের সাথে কথা বলতে চাই",
    "এজেন্টের সাথে কথা বলতে চাই",
    "আমাকে প্রতিনিধির সাথে সংযোগ করুন",
    "ম্যানেজারকে ডাকুন",
    "কারো সাথে কথা বলতে পারি?",
    "এজেন্ট লাগবে",
  ],
  doesNot: [
    "আমি এজেন্টের সাথে কথা বলতে চাই না",
    "এজেন্ট দরকার নেই",
    "কাস্টমার সার্ভিসের নম্বর কত?",
    "আমার অর্ডার কোথায়?",
    "আপনি কি মানুষ?",
  ],
};
