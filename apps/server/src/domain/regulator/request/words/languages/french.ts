import type { Lexicon } from "../lexicon.ts";

export const french: Lexicon = {
  language: "fr",
  words: {
    callback: "me rappeler, rappelez moi, me rappelle, m appeler",
    person: `
      agent*, conseiller*, operateur*, operatrice*, representant*, humain, humains, humaine, etre humain, personne
      reelle, vraie personne, personne physique, personne humaine, teleconseiller*, technicien*, assistant humain,
      responsable*, superieur*, manager*, directeur*, directrice, chef, patron, employe, employee, employes, membre du
      personnel, membre de l equipe, membre de votre equipe, collaborateur*, charge de clientele, gestionnaire,
      interlocuteur*, standardiste, hotesse, quelqu un de reel, quelqu un du service, quelqu un de votre equipe,
      quelqu un du support, vendeur en ligne, assistance humaine, aide humaine
    `,
    someone: `
      quelqu un, quelquun, qqn, qq un, une personne, personne, personnes, quelqu une, un homme, une femme, equipe, un
      de vos collegues, collegue*, expert*, gens, monde
    `,
    desk: `
      service client*, service clientele, support, service apres vente, sav, assistance, support technique, service
      technique, accueil, centre d appel*, support client
    `,
    real: `
      vrai, vraie, reel, reelle, vivant, vivante, humain, humaine, physique, en chair et en os, veritable, competent*,
      en ligne
    `,
    talk: `
      causer à, causer avec, parler, parle, discuter, echanger, communiquer, converser, dialoguer, chatter, tchatter, tchater, m entretenir,
      entretenir, discussion avec, conversation avec, parlez, parlerai
    `,
    pass: `
      mettez moi en relation, met moi en relation, mets moi en relation, mettez moi en contact, mets moi en contact,
      passez moi, passe moi, me passer, me mettre en relation, me mettre en contact, mise en relation, connectez moi,
      connecte moi, me connecter, transferez moi, transfere moi, me transferer, redirigez moi, redirige moi, me
      rediriger, mettez moi avec, dirigez moi vers, orientez moi vers, etre mis en relation, etre mise en relation,
      etre mis en contact, etre transfere, etre redirige, entrer en relation, reliez moi, branchez moi
    `,
    connect: `
      transferer, transferez, transfere, connecter, connectez, rediriger, redirigez, basculer, basculez, relayer,
      transfert vers, transmettre a, transmettez a, passer a, passez a
    `,
    fetch: `
      donnez moi, donne moi, trouvez moi, trouve moi, appelez, appelle, appeler, envoyez, envoyez moi, cherchez,
      faites venir, faire venir, envoie, filez moi, file moi
    `,
    contact: "contacter, joindre, entrer en contact, prendre contact, contact avec, rejoindre, avoir",
    want: `
      veux, voudrais, veut, voulons, souhaite, souhaiterais, aimerais, besoin d, besoin de, besoin, demande, exige,
      prefere, prefererais, desire, cherche, faut, il me faut, faudrait, voulais, voudrai, reclame, attends, dois,
      doit
    `,
    assist: "aider, aide, aidera, rappeler, rappelle, resoudre, appeler, regler, m aider, comprend, comprenne",
    exist: "y a t il, y a til, il y a, ya t il, est ce qu il y a, avez vous, y a, ya",
    ask: `
      je, j, puis, peux, pouvez, pourriez, pourrais, pourrait, peut, vous, tu, on, nous, me, moi, est ce que, est ce,
      possible, il, serait, est, que, comment, qui, c, ca, s, ce, laissez, laisse, ai, avec qui
    `,
    light: `
      un, une, l, le, la, les, des, d, de, du, au, aux, a, avec, vers, par, en, sur, pour, ici, maintenant, tout de
      suite, immediatement, directement, juste, simplement, rapidement, vite, votre, vos, ton, tes, autre, s il,
      enfin, bien, aussi, encore, vraiment, quand meme, ligne, plutot, telephone, ou, dans, personnellement,
      disponible, chat, y
    `,
    polite: `
      s il vous plait, s il te plait, svp, stp, sil vous plait, merci, bonjour, bonsoir, salut, vite, urgent,
      maintenant, oui, ok, d accord, allez, allo, de suite, tout de suite, immediatement, excusez moi, pardon, madame,
      monsieur
    `,
    neg: `
      ne, n, sans, jamais, surtout pas, aucun, aucune, ni, pas d, pas de, pas besoin, pas, non pas, au lieu d, plutot
      que
    `,
    needless: `
      inutile, pas la peine, pas necessaire, plus besoin, n est plus necessaire, pas besoin, plus la peine, pas utile
    `,
    cancel: `
      laissez tomber, laisse tomber, annulez, annule, oubliez, oublie, peu importe, tant pis, c est bon, finalement
      non, en fait non, plus la peine
    `,
    again: "finalement, finalement oui, en fait, oui, si, en fait oui, tout compte fait",
    report: `
      a dit, dit, disait, m a dit, ont dit, affirme, il m a, on m a dit, ecrit, traduis, traduire, traduisez, que
      signifie, bouton, mot, phrase
    `,
    past: `
      hier, la semaine derniere, ai parle, a parle, a appele, m a raccroche, etait, ai eu, ai deja, la derniere fois,
      avait
    `,
    info: `
      numero*, telephone du, tel du, horaire*, heures, ouvert*, ouverture, quand, a quelle heure, combien, prix,
      cout*, tarif*, frais, signifie, veut dire, c est quoi, qu est ce, quel est, quelle est, quels sont, quelles
      sont, adresse, mail, email, courriel, comment fonctionne, comment marche, difference, salaire*, emploi*,
      recrut*, postuler, metier, devenir, pourquoi, combien de temps, peut il, peut elle, que fait, que peut, gratuit,
      dois je, faut il
    `,
    condition: "si, au cas ou, avant, lorsque, des que",
    bot: `
      robot*, bots, machine*, ia, ordinateur*, intelligence artificielle, automate*, repondeur, assistant virtuel,
      programme, logiciel, message automatique
    `,
    stop: "arretez, arrete, stop, assez de, marre d, marre de, ras le bol, fini, desactivez, quittez, coupez",
    identity: `
      etes vous, es tu, suis je, vous etes, tu es, t es, est ce que je parle, est ce que tu es, est ce que vous etes,
      est ce un, je parle a, je parle avec, c est un, parle je, ai je affaire
    `,
    topic: `
      au sujet, a propos, concernant, parce que, parce qu, car, pour mon, pour ma, pour mes, de mon, de ma, de mes,
      qui peut, qui pourra, pas a un, pas avec un, qui sait, qui comprend
    `,
    join: "et",
    split: "mais, cependant, pourtant, par contre",
    plain: `
      comprends pas, comprends rien, comprenez pas, comprend pas, marche pas, fonctionne pas, sais pas, aide pas,
      aidez pas, m aide pas, repond pas, repondez pas, n est pas utile, sert a rien, n arrive pas, ne comprends, ne
      comprenez, ne comprend, ne marche, ne fonctionne, ne sais, ne m aide, ne m aidez, ne repond, ne repondez, ne
      sert, n est pas, n arrive, n ai pas recu, ai pas recu, pas recu, pas resolu, ne resout, pas satisfait*, peux
      pas, ne peux, ne puis je pas, pourquoi je ne peux, ne vous comprends, n avance, pas content*, pas clair*, n etes
      pas, ne trouve, trouve pas, pas humain
    `,
    mention: `
      agent immobilier, agents immobiliers, agent de voyage, agent secret, agent de securite, droits humain*,
      ressources humaines, droits de l homme, corps humain, erreur humaine, assistance routiere, mon conseiller, mon
      patron, mon chef, mon responsable, mon directeur, mon manager, par personne, pour une personne, personnes agees,
      mes employes, autre personne, ma femme, plusieurs personnes, deux personnes
    `,
  },
};
