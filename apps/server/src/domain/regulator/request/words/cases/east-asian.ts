import type { Cases } from "./cases.ts";

export const vietnamese: Cases = {
  language: "vi",
  asks: [
    "Tôi muốn nói chuyện với nhân viên",
    "cho em gặp nhân viên ạ",
    "cho em gap nhan vien",
    "gặp quản lý",
    "kết nối tôi với người thật",
    "chuyển máy cho tổng đài viên giúp mình",
    "nhân viên đâu, cho mình gặp nhân viên tư vấn",
    "có ai ở đó không, cho tôi nói chuyện với người thật",
    "tôi không muốn nói chuyện với bot",
    "toi muon noi chuyen voi nguoi that",
    "mình cần gặp tư vấn viên",
    "gọi nhân viên giúp mình với",
    "cho hỏi có thể chat với nhân viên không",
    "bot không hiểu, cho tôi gặp người",
    "yêu cầu được gặp giám sát",
  ],
  doesNot: [
    "tôi không cần gặp nhân viên",
    "đừng chuyển cho nhân viên",
    "không muốn nói chuyện với nhân viên",
    "khong can gap nhan vien dau",
    "số điện thoại tổng đài là bao nhiêu",
    "giờ làm việc của nhân viên tư vấn",
    "nhân viên thái độ quá, trả lại tiền cho tôi",
    "hôm qua tôi đã nói chuyện với nhân viên",
    "bạn là người hay bot",
    "nhân viên tư vấn là gì",
    "tôi gặp lỗi khi thanh toán",
    "áo này cho người lớn mặc được không",
    "đơn hàng của tôi đâu",
    "shop còn hàng không",
  ],
};

export const thai: Cases = {
  language: "th",
  asks: [
    "ขอคุยกับเจ้าหน้าที่",
    "อยากคุยกับคนจริงๆ",
    "ต้องการคุยกับพนักงานค่ะ",
    "โอนสายให้เจ้าหน้าที่หน่อยครับ",
    "แอดมิน",
    "เรียกผู้จัดการมา",
    "ติดต่อเจ้าหน้าที่",
    "ไม่อยากคุยกับบอท",
    "มีเจ้าหน้าที่ไหมคะ",
    "ขอสายพนักงานหน่อย",
  ],
  doesNot: [
    "ไม่ต้องการคุยกับเจ้าหน้าที่",
    "ไม่ต้องโอนสายให้พนักงาน",
    "เบอร์โทรฝ่ายบริการลูกค้าเท่าไหร่",
    "เมื่อวานคุยกับเจ้าหน้าที่แล้ว",
    "คุณเป็นคนหรือบอท",
    "ของฉันอยู่ที่ไหน",
    "ห้องพักสำหรับสองคน",
  ],
};

export const indonesian: Cases = {
  language: "id",
  asks: [
    "Saya ingin bicara dengan manusia",
    "mau ngobrol sama orang beneran",
    "tolong hubungkan saya dengan agen",
    "agen",
    "bisa bicara dengan seseorang?",
    "sambungkan ke customer service",
    "Saya nak bercakap dengan ejen",
    "panggil manajer",
    "saya tidak mau bicara dengan robot",
    "minta disambungkan ke operator",
  ],
  doesNot: [
    "Saya tidak mau bicara dengan agen",
    "tidak perlu disambungkan ke operator",
    "berapa nomor telepon layanan pelanggan?",
    "kemarin saya sudah bicara dengan agen",
    "apakah kamu manusia?",
    "pesanan saya di mana?",
    "saya kerja di bagian sumber daya manusia",
    "jam kerja customer service",
  ],
};

export const filipino: Cases = {
  language: "tl",
  asks: [
    "Gusto kong makausap ang isang tao",
    "pwede ba akong makipag-usap sa ahente",
    "ikonekta mo ako sa customer service",
    "kailangan ko ng totoong tao",
    "gusto ko makausap ang manager",
    "agent please po",
  ],
  doesNot: [
    "ayaw ko makipag-usap sa ahente",
    "hindi ko kailangan ng agent",
    "ano ang numero ng customer service",
    "nasaan na ang order ko",
    "tao ka ba?",
  ],
};
