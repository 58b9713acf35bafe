import type { Lexicon } from "../lexicon.ts";

export const spanish: Lexicon = {
  language: "es",
  words: {
    callback: "me puede llamar, me llame, llámenme, me llamen, que me llamen",
    person: `
      agente*, asesor*, operador*, representante*, humano, humana, humanos, ser humano, persona real, persona de
      verdad, persona fisica, persona humana, persona de carne y hueso, ejecutivo*, encargado*, supervisor*, gerente*,
      jefe, jefa, empleado*, trabajador*, teleoperador*, gestor*, comercial, dependiente*, alguien real, alguien de
      verdad, alguien humano, alguien del equipo, alguien de atencion, alguien de soporte, miembro del equipo, miembro
      de su equipo, moderador*, administrador*, especialista*, atencion humana, ayuda humana, asistencia humana,
      atencion personalizada, personal humano, persona viva, asistente humano, responsable
    `,
    someone: `
      alguien, persona, personas, gente, alguno, una persona, un senor, una senorita, senorita, equipo, companero*,
      colega*, tecnico*, experto*
    `,
    desk: `
      atencion al cliente, servicio al cliente, servicio de atencion*, soporte, soporte tecnico, servicio tecnico,
      atencion al usuario, centro de atencion, mesa de ayuda, asistencia al cliente, equipo de soporte, postventa
    `,
    real: `
      real, reales, verdadero, verdadera, vivo, viva, humano, humana, de verdad, de carne y hueso, en vivo, autentic*,
      capacitad*, competente*
    `,
    talk: `
      hablar, hablo, chatear, conversar, comunicar, comunicarse, platicar, dialogar, charlar, tratar, conversacion
      con, hable, hablamos, hablarle, atienda, atender, atendido por, atendida por, que me atienda
    `,
    pass: `
      paseme, pasame, pasarme, me pasas, me pasa, me pase, me pases, me puede pasar, me puedes pasar, comuniqueme,
      comunicame, comuniquenme, comunicarme, me comunica*, conecteme, conectame, conectarme, conectenme, me conecta*,
      transfierame, transfiereme, transferirme, transfieran*, me transfier*, derivame, deriveme, derivarme, ponme con,
      pongame con, ponganme con, ponerme con, me pone con, me pones con, ponerme en contacto, pongame en contacto,
      ponme en contacto, redirigeme, dirijame, enlazame, enlaceme, me comunicas, contactarme, contacteme, contactame,
      ser transferid*, ser atendid*, me atienda, que me atienda, me deriva*, pasenme
    `,
    connect: `
      transferir, transfiere, transfiera, conectar, conecta, derivar, deriva, pasar con, pasar a, escalar, cambiar a,
      redirigir
    `,
    fetch: `
      dame, deme, denme, llama a, llame a, llamen a, llamar a, traeme, traiga, traigame, manda*, envia, enviame,
      busca*, consigue*, pon, ponga, dar
    `,
    contact: "contactar, contactarme, contacto con, ponerme en contacto, localizar, acceder",
    want: `
      quiero, quisiera, querria, quero, kiero, necesito, nesecito, necesitamos, deseo, desearia, gustaria, exijo,
      prefiero, preferiria, solicito, pido, requiero, ocupo, busco, quiere, queremos, espero, me urge, puedo tener,
      tengo que, debo, hace falta
    `,
    assist: "ayude, ayudar, ayuda, llame, llamar, resolver, resuelva, atienda, atender, solucione, llamarme",
    exist: "hay, existe, tienen, tienes, habra, esta, tiene",
    ask: `
      yo, puedo, puede, puedes, podria, podrias, podriamos, podemos, pueden, me, te, le, se, usted, es posible,
      posible, seria, favor de, como, que, nos, mi, dejame, dejeme, permitame, quien, donde, esta, ser, con quien, o
      sea, lo que
    `,
    light: `
      un, una, uno, el, la, los, las, unos, al, a, con, de, del, por, en, para, ya, ahora, ahorita, aqui, ahi, mismo,
      inmediatamente, directamente, solo, solamente, tan, muy, mejor, otro, otra, algun, alguna, su, sus, tu, tus,
      vuestro, linea, chat, telefono, personalmente, o, e, disponible, pronto, rapido, tambien, mas, este, esta,
      urgente, realmente, simplemente, primero, algo, pues
    `,
    polite: `
      por favor, porfavor, porfa, porfis, xfa, x favor, hola, buenas, buenos dias, buenas tardes, buenas noches,
      gracias, urgente, ya, ahora, si, ok, vale, oye, oiga, disculpa, disculpe, perdon, bueno, ahora mismo, rapido,
      senor, senora, amigo
    `,
    neg: "no, nunca, sin, ni, jamas, tampoco, nada de, en vez de, en lugar de, evita, evitar",
    needless: `
      no hace falta, no es necesario, no necesito, innecesario, ya no, no hay necesidad, no se necesita, sin
      necesidad, no es preciso
    `,
    cancel: `
      olvidalo, olvidelo, olvida, olvide, dejalo, dejelo, deja, da igual, no importa, cancela, cancele, mejor no, ya
      no, no te preocupes
    `,
    again: "en realidad, mejor, si, de hecho, pensandolo, al final, bueno si, ahora si, mejor si",
    report: `
      dijo, dice, dijeron, me dijo, dicen, me dijeron, decia, escribio, comento, significa, traduce, traducir, boton,
      frase, palabra
    `,
    past: `
      ayer, hable con, hablamos con, la semana pasada, me llamo, fue, era, atendio, he hablado, ya hable, estaba
    `,
    info: `
      numero*, telefono de, horario*, hora, horas, a que hora, cuando, cuanto*, cuesta, costo, coste, precio, tarifa,
      que es, que son, que significa, significa, que hace, que puede hacer, correo, email, mail, direccion, como
      funciona, diferencia, salario, sueldo, gana, trabajo de, empleo, vacante*, trabajar, por que, porque no, quien
      es, cual es, cuales son, abierto, atienden, gratis, convertirme, ser un, tengo que hablar, debo hablar, puede
      un, puede el
    `,
    condition: "si, cuando, en caso, antes de, si no, aunque",
    bot: `
      robot*, bots, maquina*, ia, inteligencia artificial, computadora*, ordenador*, contestador*, asistente virtual,
      programa, grabacion*, sistema automatic*, respuestas automaticas, automat*
    `,
    stop: "para, deten, basta de, harto de, harta de, cansado de, quita, apaga, desactiva, salir del, termina",
    identity: `
      eres, es usted, estoy hablando, sos, hablo con, estoy chateando, eres un, usted es, tu eres, ustedes son, esto
      es
    `,
    topic: `
      sobre, acerca, porque, ya que, respecto, por mi, de mi, para que, que me ayude, que sepa, que pueda, no una
      maquina, no con un, en vez de un, en lugar de un
    `,
    join: "y",
    split: "pero, sino, sin embargo, entonces",
    plain: `
      no entiendo, no entiendes, no entiende, no me entiende*, no me ayuda*, no ayuda*, no funciona, no sirve*, no me
      sirve*, no se, no puedo, no resuelve*, no me resuelve*, no sabes, no sabe, no me responde*, no responde*, no
      contesta*, no he recibido, no me ha, no me has, no me llego, no llega, no eres, no es lo, no estoy satisfech*,
      no estoy content*, no lo entiendo, no te entiendo, no le entiendo, no logro, no me deja, no tengo idea, no tengo
      tiempo, no he podido, no me llega, no quiere, no es humano, por que no puedo, no me soluciona*, no soluciona*
    `,
    mention: `
      recursos humanos, derechos humanos, agente inmobiliario, agentes inmobiliarios, agente de viajes, agentes de
      viajes, agente secreto, agente de policia, cuerpo humano, error humano, mi gerente, mi jefe, mi jefa, mi asesor,
      mi empleado*, mis empleados, mi supervisor, por persona, para una persona, otra persona, mi operador movil,
      operador movil, operador logico, soporte para, soporte de, ser humano es, tercera persona, dos personas,
      personas mayores, comercial electronico, representante legal
    `,
  },
};
