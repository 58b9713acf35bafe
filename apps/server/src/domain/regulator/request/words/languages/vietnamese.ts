import type { Lexicon } from "../lexicon.ts";

/** With and without marks: both are read without. */
export const vietnamese: Lexicon = {
  language: "vi",
  words: {
    callback: "gọi lại cho tôi, gọi lại cho mình, gọi cho tôi, gọi lại giúp",
    person: `
      nhân viên, nhân viên tư vấn, nhân viên hỗ trợ, nhân viên chăm sóc, nhân viên cskh, nv, nvtv, người thật, con
      người, tổng đài viên, điện thoại viên, tư vấn viên, tvv, chuyên viên, chuyên viên tư vấn, quản lý, quản lí,
      người quản lý, người phụ trách, người tư vấn, người hỗ trợ, người trực, chăm sóc viên, cskh, giám sát, trưởng
      phòng, sếp, giám đốc, chủ shop, chủ cửa hàng, shop owner, quản trị viên, ad, admin, người thực, người sống,
      người của shop, người bên shop, bạn tư vấn, hỗ trợ viên, nhân sự hỗ trợ, người có thẩm quyền, tư vấn trực tiếp,
      hỗ trợ trực tiếp, người trực tiếp, nhân viên thật, điều hành viên, nhan vien tu van
    `,
    someone: "ai đó, người nào, có ai, một người, ai, người khác, người, nguoi",
    desk: `
      tổng đài, chăm sóc khách hàng, bộ phận hỗ trợ, bộ phận chăm sóc*, bộ phận cskh, bộ phận kỹ thuật, dịch vụ khách
      hàng, trung tâm hỗ trợ, phòng hỗ trợ, hỗ trợ khách hàng, hotline
    `,
    real: "thật, thực sự, trực tiếp, sống, bằng xương bằng thịt, thiệt",
    talk: `
      nói chuyện, gặp, trò chuyện, chat, trao đổi, nói, tâm sự, nhắn tin, gap, gap mat, liên lạc, liên hệ, đối thoại,
      trao đổi với, chat với, tư vấn bởi, nc, noi chuyen
    `,
    pass: `
      kết nối, chuyển máy, nối máy, chuyển cho, chuyển sang, chuyển tới, chuyển đến, chuyển tôi, chuyển mình, chuyển
      em, chuyển qua, kết nối tôi, kết nối mình, nối tôi, nối với
    `,
    connect: "chuyển, đổi sang, nối",
    fetch: "gọi, cho tôi, cho mình, cho em, cho anh, cho chị, kêu, tìm, mời, cử, gọi giúp, tìm giúp, cho t, cho mk",
    want: `
      muốn, cần, mong, yêu cầu, xin, đề nghị, thích, ước, đòi, muon, can, phải, hãy, mún, mong muốn, xin được, xin gặp
    `,
    assist: "hỗ trợ, giúp, tư vấn, giải quyết, gọi lại, giúp đỡ, trả lời",
    exist: "có, ở đây có, còn, bên bạn có",
    ask: `
      tôi, tui, mình, em, anh, chị, bạn, shop, ad ơi, được, được không, dc, đc, có thể, thể, có được, làm sao, làm sao
      để, làm thế nào, cách nào, giúp tôi, giúp mình, giúp em, t, mk, mik, e, a, c, ơi, cháu, con, chúng tôi, cho, để,
      vui lòng cho, hãy cho, không, ko, k, hk, hông, hong, kg, hay không, chưa, chứ, bên
    `,
    light: `
      với, đâu, đâu rồi, vs, của, là, này, đó, kia, ở, tại, một, 1, các, những, ngay, ngay lập tức, lập tức, bây giờ,
      luôn, liền, gấp, đi, nào, nhé, nha, nhá, ạ, à, đây, thôi, giùm, dùm, hộ, mà, rồi, lại, nữa, bên mình, bên shop,
      hơn, nhanh, lên, vào, khác, thực, cửa hàng, bằng, qua, trong, điện thoại, ngoài, gì, sớm, đang, trực tuyến,
      online, cái, được ạ, nhen, hen, phía, cụ thể, thì
    `,
    polite: `
      làm ơn, vui lòng, xin vui lòng, xin chào, chào, chào shop, alo, dạ, vâng, cảm ơn, cám ơn, xin lỗi, ạ, gấp, ngay,
      nhé, nha, ơi, shop ơi, ad ơi, đi, em ơi, bạn ơi, khẩn cấp, help me, giúp với, với, bot ơi, ừ, ok, hello, hi
    `,
    neg: `
      không muốn, không cần, đừng, chớ, chưa cần, không, ko, khỏi, chẳng, không phải, không thích, ko cần, ko muốn, k
      cần, k muốn, hông cần, hong cần, không có nhu cầu, thay vì, khong can, chưa muốn, không nên, miễn
    `,
    needless: "không cần thiết, không cần nữa, không cần đâu, khỏi cần, không cần phải",
    cancel: "thôi khỏi, bỏ đi, bỏ qua, hủy yêu cầu, không cần nữa, thôi không cần, thôi quên đi, quên đi, khỏi nữa",
    again: "à mà, thực ra, à thôi, thôi, thật ra, mà thôi, nghĩ lại, ừ, được rồi, vậy",
    report: "nói rằng, bảo, nói là, bảo là, kêu là, anh ấy nói, cô ấy nói, họ nói, nghĩa là, dịch, viết, câu",
    past: `
      hôm qua, đã gọi, đã nói, vừa gọi, vừa nãy, lúc nãy, hồi nãy, hôm trước, tuần trước, đã gặp, đã tư vấn, đã liên
      hệ, đã nói chuyện, đã trao đổi, hôm nọ, đã chat, gọi cho tôi, gọi cho mình, thái độ, đã hứa
    `,
    info: `
      số điện thoại, sđt, sdt, số hotline, số tổng đài, số, giờ làm việc, mấy giờ, khi nào, bao giờ, bao nhiêu, bao
      lâu, chi phí, phí, giá, là gì, nghĩa là gì, là ai, làm gì, email, mail, địa chỉ, khác nhau, khác gì, lương,
      tuyển dụng, tuyển, ứng tuyển, việc làm, tại sao, vì sao, sao lại, hoạt động thế nào, làm việc từ, làm việc,
      facebook, fanpage, zalo, ở đâu, có phải, thế nào là, trở thành, mở cửa, có được phép
    `,
    condition: "nếu, khi nào tôi, trước khi, lỡ, phòng khi",
    bot: "máy, con bot, người máy, rô bốt, trả lời tự động, tự động, trí tuệ nhân tạo, trợ lý ảo, máy móc, phần mềm",
    stop: "dừng, ngừng, tắt, thôi nói, chán, đủ rồi",
    identity: `
      bạn là, mày là, có phải là, em là, là người hay, shop là, đây là, tôi là, mình là, phải bot, là bot, là người
      thật, có phải bot, bạn có phải
    `,
    topic: "về, về việc, vì, do, liên quan, bởi vì, để hỏi, để tư vấn, để được, để giải quyết, để hỗ trợ",
    join: "và",
    split: "nhưng, tuy nhiên, nhưng mà, mà tôi",
    plain: `
      không hiểu, không biết, không hoạt động, không giúp, không giải quyết, không nhận được, không trả lời, không
      đúng, không được việc, ko hiểu, ko biết, k hiểu, k biết, không hài lòng, không rõ, chưa nhận, chưa hiểu, không
      thể, không ổn, không có ích, khong hieu, khong biet, không vào được, ko được, chẳng hiểu, chẳng giúp, không liên
      quan, không thấy, không đăng nhập, không phải ý, không có ai, không ai, ai cũng, người ta, không mua, không đặt
      được, không còn hàng, còn hàng, có hàng
    `,
    mention: `
      nhân viên ngân hàng, mọi người, người dùng, người mua, người bán, người nhận, người lớn, người già, người mẫu,
      người yêu, người gửi, nhân quyền, quyền con người, nhân sự, phòng nhân sự, nguồn nhân lực, nhân viên giao hàng,
      nhân viên của tôi, nhân viên công ty tôi, sếp tôi, sếp của tôi, sếp mình, quản lý đơn hàng, quản lý tài khoản,
      quản lý kho, quản lý chi tiêu, quản lý mật khẩu, mấy người, số người, người quen, bạn gái, bạn trai, đồ cho
      người, cho người, áo nhân viên, đồng phục nhân viên, môi giới, nói chung, gặp vấn đề, gặp sự cố, gặp lỗi, gặp
      khó khăn, gặp trục trặc, gặp rắc rối, hẹn gặp, gặp lại, gọi món, thanh toán, có nói, nói thêm, nói về, nói rõ,
      ad cho hỏi, cho hỏi, cho mình hỏi, cho em hỏi, cho tôi hỏi
    `,
  },
};
