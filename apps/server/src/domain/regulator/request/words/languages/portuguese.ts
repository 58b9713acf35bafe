import type { Lexicon } from "../lexicon.ts";

export const portuguese: Lexicon = {
  language: "pt",
  words: {
    person: `
      atendente*, agente*, operador*, representante*, humano, humana, humanos, ser humano, pessoa real, pessoa de
      verdade, pessoa de carne e osso, pessoa fisica, pessoa humana, assistente humano, consultor*, gerente*,
      supervisor*, chefe, responsavel, funcionario*, colaborador*, gestor*, especialista*, vendedor*, administrador*,
      alguem de verdade, alguem real, alguem da equipe, alguem do atendimento, alguem do suporte, membro da equipe,
      membro da equipa, atendimento humano, atendimento personalizado, atendimento pessoal, ajuda humana, suporte
      humano
    `,
    someone: "alguem, pessoa, pessoas, gente, um rapaz, uma moca, equipe, equipa, colega*, tecnico*",
    desk: `
      atendimento ao cliente, atendimento, servico ao cliente, suporte, suporte tecnico, apoio ao cliente, servico de
      apoio, sac, central de atendimento, pos venda
    `,
    real: "real, reais, de verdade, verdadeir*, vivo, viva, humano, humana, de carne e osso",
    talk: `
      falar, fala, conversar, converso, dialogar, chatear, tratar, teclar, bater papo, ser atendid*, falo com,
      atendido por, conversa com, comunicar
    `,
    pass: `
      passa pra, passa para, passe para, me passa, me passe, passa me, passe me, passar me, me passar, me transfere,
      me transfira, me transferir, transfira me, transfere me, transferir me, me conecta, me conecte, conecte me, me
      conectar, me ligar com, me ligar a, me liga com, me liga a, ligue me, me ligue com, me coloca, me coloque,
      coloque me, me encaminha, me encaminhe, encaminhe me, encaminhar me, me direciona, me direcione, me atenda, poe
      me em contacto, ponha me em contacto, me encaminhar, me colocar em contato, quero ser transferid*
    `,
    connect: `
      transferir, transfira, transfere, conectar, conecte, encaminhar, encaminhe, passar para, passa para, passe para,
      direcionar, escalar, transferencia para
    `,
    fetch: `
      chama, chame, chamar, chamem, me da, me de, da me, de me, me arruma, me manda, manda, mande, busca, traz, traga,
      cade, coloca, ponha
    `,
    contact: "contactar, contatar, contato com, contacto com, entrar em contato, entrar em contacto",
    want: `
      quero, queria, gostaria, gostava, preciso, necessito, desejo, prefiro, preferia, exijo, solicito, peco, kero,
      queremos, precisamos, quer, procuro, aguardo, tenho que, posso ter
    `,
    assist: "ajude, ajudar, ajuda, ligue, ligar, resolver, resolva, atenda, atender",
    exist: "tem, existe, ha, voces tem, tem algum, tem alguma",
    ask: `
      eu, posso, pode, podes, podem, poderia, poderiam, consigo, consegue, voce, voces, vc, vcs, me, mim, e possivel,
      possivel, seria, como, que, da pra, da para, deixa, deixe, quem, ser, podia, nos, com quem, onde, se, teria
      como, tem como
    `,
    light: `
      um, uma, uns, o, a, os, as, ao, com, de, do, da, por, em, no, na, para, pra, pro, ja, agora, aqui, ai, logo,
      imediatamente, diretamente, so, mesmo, algum, alguma, outro, outra, seu, sua, teu, vosso, linha, chat, telefone,
      ou, urgente, mais, melhor, pessoalmente, rapido, direto, disponivel, este, esse
    `,
    polite: `
      por favor, porfavor, pfv, pf, por gentileza, gentileza, ola, oi, bom dia, boa tarde, boa noite, obrigado,
      obrigada, urgente, ja, agora, sim, ok, se faz favor, faz favor, desculpe, rapido, moco, moca, oie, opa, alo
    `,
    neg: "nao, n, sem, nunca, jamais, nem, ao inves de, em vez de, nada de, evite",
    needless: `
      nao precisa, nao e necessario, nao preciso, desnecessario, nao ha necessidade, nao e preciso, nao quero mais,
      nao preciso mais
    `,
    cancel: `
      esquece, esqueca, deixa pra la, deixe pra la, deixa para la, deixa, cancela, cancele, tanto faz, melhor nao, nao
      importa, deixa estar
    `,
    again: "na verdade, pensando bem, sim, alias, afinal, quero sim, melhor sim, agora sim",
    report: "disse, diz, falou, me disse, disseram, falaram, escreveu, significa, traduz*, botao, frase, palavra",
    past: "ontem, falei, semana passada, me ligou, foi, era, atendeu, ja falei, conversei, estava",
    info: `
      numero*, telefone do, telefone da, horario*, que horas, hora, quando, quanto*, custa, custo, preco, tarifa,
      taxa, o que e, o que sao, o que significa, significa, o que faz, que faz, email, e mail, mail, endereco, como
      funciona, diferenca, salario, ganha, vaga*, emprego, trabalhar, por que, porque, quem e, qual e, qual o, qual a,
      quais, aberto, gratis, preciso falar com um gerente para, devo, sera que preciso, pode um
    `,
    condition: "se, quando, caso, antes de, antes que",
    bot: `
      robo, robos, bots, maquina*, ia, inteligencia artificial, computador*, assistente virtual, programa, gravacao,
      sistema automatic*, resposta automatica, automat*
    `,
    stop: "para de, pare, chega de, cansei de, cansado de, cansada de, farto de, desliga, sair do, encerra",
    identity: `
      voce e, vc e, es um, estou falando, estou a falar, e um, isso e, tu es, eu falo com um, falo com um, estou
      conversando
    `,
    topic: `
      sobre, a respeito, porque eu, pois, para que, pra que, do meu, da minha, que me ajude, que resolva, que saiba,
      nao com um, nao um robo, nao uma maquina, em vez de um robo, ao inves de um robo, nao robo, nao quero robo
    `,
    join: "e",
    split: "mas, porem, entao, sim quero",
    plain: `
      nao entendo, nao entende*, nao me entende*, nao entendi, nao ajuda*, nao me ajuda*, nao funciona, nao serve*,
      nao sei, nao consigo, nao resolve*, nao sabe*, nao responde*, nao recebi, nao chegou, nao e isso, nao estou
      conseguindo, nao estou satisfeit*, nao adianta, nao posso, nao tenho tempo, nao deu, nao da, nao esta, nao
      compreende*, nao e humano, por que nao posso, nao gostei
    `,
    mention: `
      recursos humanos, direitos humanos, corpo humano, erro humano, agente imobiliario, agente de viagens, agente
      secreto, meu gerente, meu chefe, minha chefe, meu agente, meus funcionarios, meu supervisor, por pessoa, outra
      pessoa, para uma pessoa, duas pessoas, operador logistico, operadora, representante legal, suporte para,
      atendimento medico, primeira pessoa
    `,
  },
};
