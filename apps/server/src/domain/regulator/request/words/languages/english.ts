import type { Lexicon } from "../lexicon.ts";

export const english: Lexicon = {
  language: "en",
  words: {
    person: `
      (night|general|hotel|branch|relationship|restaurant|shift) manager, (one|any|some) of (your|the)
      (team|staff|people), (reception|concierge|pool|hotel|bar|kitchen|spa|restaurant) (staff|desk), banker*, duty
      manager*, events manager*, account manager, someone human, somebody human, someone real, somebody real, worker,
      workers, bank worker*, bank employee*, clerk, executive, customer executive*, tohuman, toagent, agent, agents,
      operator*, representative*, human, humans, human being*, human agent*, human operator*, humanagent, liveagent,
      realperson, realhuman, flesh and blood, assistant, assistants, advisor*, adviser*, rep, reps, cs rep, csr, csrs,
      live rep, sales rep, service rep, support rep, customer rep, service agent*, support agent*, customer service
      agent*, customer service rep*, customer support agent*, customer support rep*, customer care rep*, customer care
      agent*, cust serv rep*, support person, support staff, support guy*, support engineer*, support specialist*,
      service person, service staff, specialist, specialists, consultant*, employee, employees, staff, staff member*,
      member of staff, team member*, teammate*, manager, managers, managment, management, supervisor*, team lead*, line
      manager, superior, superiors, admin, admins, administrator*, moderator*, receptionist*, front desk, reception,
      concierge, duty manager, sales person, salesperson, boss, live chat, live support, live help, live assistance,
      human support, human assistance, human handoff, human hand off, human handover, human takeover, human agent
      handoff, human intervention, person in charge, agnt, agnts, agnet, agetn, represntative*, live person, live human,
      live one, higher up, higher ups, someone higher up, someone in charge, somebody in charge, someone in authority,
      escalation team
    `,
    someone: `
      member of, chef, porter, doorman, lifeguard, therapist*, instructor*, teller*, cashier*,
      tosomeone, tosomebody,
      whoever, sum1, sumbody, smbdy,
      someone, somebody, department*, dept, anyone, anybody, person, persons, people, one of you, one of your people,
      sombody, somone, sumone, smone, sm1, some1, any1, people who, guy, individual, man, woman, lady, team, your
      team, your colleague*, colleague*, founder, founders, expert, experts, professional, technician, engineer,
      engineers, person there
    `,
    place: `
      spa, wellness (centre|center|area), restaurant, bar, kitchen, pool, gym, hotel, bank, branch, housekeeping, office,
      head office, shop, store, salon, lobby, counter, desk, till, lost property, your side
    `,
    inspect: `
      (have|take|having|taking) a look, look (at|over|into), take care of, took care of, see to, double check
    `,
    confide: `
      share, sharing, tell, telling, give, giving, give out, giving out, entrust, trust, reveal, disclose, type, typing
    `,
    deadEnd: `
      (this|we are|were|you are|this chat|conversation) (is going|going|getting|is getting|is leading) (nowhere|us nowhere),
      (this|conversation) is not (going|getting|leading) (anywhere|us anywhere), (leads|leads us) nowhere,
      conversation (is not|isnt) working, conversation (is|makes) no (use|sense), (conversation|chat) is (pointless|useless),
      (we are|were|this is|you are) going (round in|around in|in) circles
    `,
    desk: `
      (fraud|loan|loans|lending|mortgage|mortgages|card|cards|credit card|savings|accounts|claims|returns|events|security|spa|lost property) (team|department|dept|desk),
      guest (services|service|relations), switchboard, reservations desk,
      customer service*, customer servic*, customer support, customer care, customer assistance, customer help, cust
      serv*, cust support, customer services, customer relations, client service*, client support, support team,
      support, support department, support desk, help desk, helpdesk, service desk, service team, service department,
      tech support, technical support, technical team, support center, support centre, service center, service centre,
      sales team, sales department, billing department, complaints department, complaints team, your company, sales,
      billing, hr department
    `,
    real: `
      over the phone,
      on the line, on the phone, to the phone,
      real, live, actual, physical, genuine, human, proper, living, breathing, true, real life, real live, qualified,
      competent, alive, knowledgeable, face to face, from real life
    `,
    talk: `
      ask (a|an|one), to ask (a|an|one),
      be (taken|handled|answered|looked after|dealt with|seen|served|helped|assisted) by,
      (discussing|arranging|sorting) (this|it|that) with, talking (this|it|that) (over|through) with,
      need help from, need assistance from, get help from, want help from, complain to, talkto, speakto, quick word
      with,
      explain (this|it|that|myself|these things) to, (over|on) the phone with, by phone with,
      (do|sort|sort out|handle|check|discuss|arrange|settle|continue|finish|resolve) (this|it|that|them|these) with,
      (sort|talk|go|think) (this|it|that|them|these) (out|over|through) with, go (over|through) (this|it|that) with,
      run (this|it|that|these) (by|past), run by,
      talk, talk to, talk with, speak, speak to, speak with, speaking, talking, talkin, chat, chatting, chatt, spk,
      tlk, spek, speek, converse, have a word, have a chat, have a conversation, have a talk, discuss, text with,
      conversation with, a chat with, a word with, a call with, a conversation with, deal with, dealing with, helped
      by, assisted by, served by, assistance from, help from, support from, answer from, hear from, reply from,
      response from, interact with, communicate with
    `,
    pass: `
      (id like|i want) to escalate, be called back, get a (callback|call back), request a callback, a callback,
      speaktohuman, talktohuman, talktoagent, speaktoagent, humanplease, agentplease,
      (who|whom) (can|could) i (talk|speak) to, who can i (talk|speak) with, (nobody|no one) (i|we) (can|could) (talk|speak) to,
      (be|been|get) (put through|transferred|connected|handed over|switched over), being put through,
      (be|been|being) (put in touch|put in contact), be (rung|phoned|contacted) by, (want|like) to be called by,
      be (forwarded|redirected|directed|passed|passed on|handed on) to,
      (connect|connecting|transfer|redirect|route|forward|switch|hand|link|escalate|patch) (me|us),
      (put|putting|patch) (me|us) through, (hand|handing|pass|passing) (me|us) (over|off|on), passing (me|us), passing (me|us) to,
      (transferring|redirecting|switching|forwarding) (me|us),
      (hand|pass|hand over|pass on|direct|refer|send) (me|us) to,
      put (me|us) (in touch|in contact|on with|on to|onto), put me on, put me on the phone, link me up, hook me up with,
      move me, get (me|us) through, escalate (this|it|my*|the*|to), escalation,
      (human|agent|operator|person|human assistance|human help) (needed|wanted),
      connct me, conect me, conenct me, tranfer me, transfr me
    `,
    connect: `
      pass me, handed, passed, connect, connected, transfer, transferred, redirect, redirected, forward, forwarded, reroute, switch,
      switched, switch to, route, routed, handed over, handoff, handover, hand (over|off|it over|this over|this off),
      (hand|pass|turn|move|send) (this|the|my) (conversation|chat|call|case) (over|off|on), hand a conversation over,
      (pass|forward|transfer|send|move|hand) (this|the|my) (conversation|chat|call|case) to,
      pass (this|it) (on|to|over|on to), pass on to, put through, turn this over, send this
      to, turn over, escalate, escalated, get in, bring in, loop in, pull in, involve, refer, assign, assign me,
      reassign, move this to, move to, take me to
    `,
    fetch: `
      get, get me, give me, gimme, gimmie, give us, bring me, bring, find me, send me, call, summon, page, fetch, get
      us, lend me, show me, put, let me have, have, send in, hire me, assign me, provide me with, offer me, ask for,
      asking for, request, requesting, page me, gve me, gv me, gt me, go get, go and get, go find, just get, ask,
      getting, pick up
    `,
    contact: `
      contact, contacting, reach, reaching, reach out, get in touch, getting in touch, be in touch, get in contact,
      get hold, get a hold, get ahold, getting hold, get through, getting through, message, connect with, meet, meet
      with, consult, consult with, conact, cantact, contct
    `,
    want: `
      (feel|be) (better|happier|safer) if, be (glad|grateful|pleased|happy) if, appreciate it if,
      happier, more comfortable, im after, i am after,
      want, wanna, wnat, wnt, wan, need, needs, needed, needing, ned, require, requires, id like, i'd like, would
      like, would love, would rather, would prefer, id love, rather, prefer, preferred, demand, insist, insist on,
      wish, gotta, got to, got ta, have to, must, looking for, look for, seeking, lookin for, waiting for, wait for,
      hoping, hope, expect, trying, try, tried, desire, appreciate, request a, request an, request to, requesting to,
      requested, requesting a, use a, take me, swap, replace you with, better with, instead of you, prefering,
      preferably, desperate for, dying to, time for
    `,
    assist: `
      (walk|talk|guide|take) (me|us) through, go through, explain (this|it|these|things|why|the|my|to me), advise (me|us), run (me|us) through,
      help, helps, helping, assist, assists, assisting, solve, resolve, fix, handle, sort, look into, answer, take
      over, understand*, take care, step in, deal, take this, take it from here, knows, capable, listen*, who can,
      that can, reply, join
    `,
    callback: `
      come (to|on) the (phone|line), get in touch, be in touch, pick up the phone,
      (give|giving) (me|us) a (call|ring|buzz|bell), (phone|ring|contact|calling|ringing|phoning) us,
      call me, call me back, ring me, ring me back, phone me, contact me, get back to me, get in touch with me, reach
      out to me, give me a call, give me a ring, call us, call us back, come and help
    `,
    exist: `
      there (must|has to|should|will) be, there (must|has to) be a,
      is there, are there, is any, are any, isnt there, arent there, any, do you have, do u have, have you got, dont
      you have, anyone there, there any, where is, where are, wheres, where s, available, there
    `,
    ask: `
      (can|could|may) (i|we) not,
      arrange for, easier to, better to,
      i was wondering if, was wondering if, i wonder if, wondering if, would you mind, do you mind,
      i, u, you, ya, we, can, cna, cn, could, coud, cud, may, might, shall, would, will, should, do i, do you, let me,
      lets, let, able, be able, are you able, is it possible, possible, would it be possible, how, how do i, how can
      i, how could i, how to, how do you, how would, how should, what do i have to do to, what do i need to do to,
      what do i do to, what to do to, what should i do to, what must i do to, what do i need to, what do i have to,
      what is the way to, what is the best way to, whats the best way to, what is the easiest way to, im, i am, ive,
      ill, id, were, when can i, where can i, where could i, where do i, why cant i, why can i not, can't i, cant i,
      couldnt i, cant you, couldnt you, wont you, cannot, cant, can not, couldnt, could not, unable to, me, us,
      myself, am, be, being, been, get to, like to, make, makes, go, come, ask you to, allow, allow me to, permit, it,
      is, who, whom, that, which, my, what i need is, all i want is, what i want is, all i need is, chance, way, ways,
      option, help to, help with, assistance, need help, ask, do, does, has, wants, our, mine
    `,
    light: `
      who is smarter, who is more, who is better, who is able, who is in charge, is in charge, in charge,
      a, an, the, to, with, wit, w, of, for, from, at, in, on, into, onto, over, through, thru, via, by, your, ur, yr,
      some, one, here, there, now, right now, right away, who is a, who is an, who is real, who is not, rn, today,
      immediately, immediatly, asap, quickly, soon, just, only, really, simply, also, too, then, already, again,
      finally, ever, still, so, well, very, even, please just, directly, direct, personally, in person, instead, else,
      other, another, different, next, available, first, same, local, english speaking, dedicated, this, these, that
      is, out, up, off, or, either, back, damn, fucking, freaking, bloody, goddamn, stupid, effing, ot, ti,
      tp, wth, more, senior, better, nice, please to, support line, if possible, if you can, if i may, if u can, as
      soon as possible, straight away, straight, this instant, this minute, conversation, case, ticket, issue,
      problem, call, line, any other, service, around, chat session, queue, nearest, all, live now, online
    `,
    polite: `
      would be nice, would be great, would be better,
      i said,
      please, pls, plz, plss, plse, pleas, please please, kindly, thanks, thank you, thx, ty, cheers, hi, hello, hey,
      yo, hallo, good morning, good afternoon, good evening, good day, dear, sir, madam, sorry, excuse me, ok, okay,
      oh, um, uh, well, urgent, urgently, now, right now, asap, immediately, quick, quickly, hurry, emergency, come
      on, omg, ugh, wow, argh, i beg you, for gods sake, for god sake, for the love of god, ffs, wtf, god, lol, yes,
      yeah, yep, sure, yes please, would you, if you please, no thanks just, bro, dude, man, mate
    `,
    neg: `
      isnt,
      (not|dont|do not|never|wouldnt) feel (comfortable|safe|happy|good|right), not comfortable, (im|i am|not feel) not (comfortable|willing|happy|ready|prepared|going to|gonna), uncomfortable,
      not (willing|prepared) to, makes me (nervous|uneasy), isnt something,
      dont, do not, dnt, doesnt want, does not want, did not want, didnt want, not, no, never, without, neither, nor,
      dont want, dont need, dont think, do not think, doubt, not think, no more, shouldnt, should not, wont, will not,
      wouldnt, would not, dont even, rather not, rather you didnt, prefer you didnt, instead of, rather than, avoid,
      refuse, refuse to, against, stop trying to, tired of, sick of, prefer not, other than, no thanks, nope, nah,
      isnt necessary, aint
    `,
    needless: `
      not needed, not necessary, unnecessary, no need, not required, no longer, isnt needed, isnt necessary, wont be
      needed, wont be necessary, neednt, need not, dont bother, not have to, no reason to, not want anymore, dont need
      anymore, not interested, no point, pointless, not yet, not asking for, not asking to, wasnt asking, im not
      asking
    `,
    cancel: `
      never mind, nevermind, nvm, nevermind the, forget it, forget that, forget the, forget about, scratch that,
      changed my mind, change my mind, cancel that, cancel it, cancel the, cancel my request*, cancel transfer, cancel
      the transfer, disregard, ignore that, ignore my, on second thought*, hold off, belay that, drop it, no wait,
      wait no, false alarm, problem solved, figured it out, got it sorted, solved it, its fine, its ok, all good,
      leave it, skip the, withdraw*
    `,
    again: `
      actually, actually yes, yes, yeah, yes please, on second thoughts, go ahead, after all, please do, do it, sure,
      ok, okay
    `,
    report: `
      i pressed, i clicked,
      he said, she said, they said, it said, says, said, told me, tells me, told, said to me, he told, she told, they
      told, advised me, wrote, he asked, she asked, they asked, asked me, someone asked, customer asked, mentioned,
      claims, claimed, he wants, she wants, they want, it asks, reads, sentence, phrase, translate, translation,
      spell, define, definition of, word, words, pronounce, synonym*, screen shows, button, message says, quote, wants
      to talk, wants to speak, wanted to talk, wanted to speak, heard that, example, as if, song, movie, film, lyrics,
      story, poem, write, joke, recommended that, suggested, suggests, keyword, my wife wants, documentation, policy,
      called
    `,
    plain: `
      (dont|do not|wouldnt|would not) mind,
      employer*, money, wifi, network, link, website, site, page, internet, refund*, dont know, do not know, dont no,
      dunno, dont understand, do not understand, didnt understand, not understand, not understanding, cant understand,
      not sure, no idea, no clue, not helpful, not helping, not help, not useful, not work*, no use, no good, doesnt
      work, does not work, dont get it, dont get you, dont work, do not work, not what i, not getting, not get, not
      answer*, not the answer, not good, not enough, not happy, not satisfied, not satisfactory, no one, nobody, no
      help, no answer, no response, no reply, not able, not resolved, not solv*, not a clue, not received, not
      arrived, not possible, not human, not a human, not a person, not a real person, not real, not a real human, not
      an agent, dont care, do not care, dont trust, dont like you, dont like this, dont think you, do not think you,
      dont believe you, not working, not listening, not clear, not correct, not right, not true, no luck, no longer
      works, never works, never answer*, not respond*, dont seem, dont help, do not help, not making sense, dont make
      sense, makes no sense, make no sense, make a, more help, dont have time, no time, not fair, not acceptable, not
      here, no information, wont help, will not help, wont work, wont let me, wont listen, will not let me, not
      stupid, hate, not about, i said, i told you, ive said, i have said, i already said, i already told, i asked, i
      have asked, ive asked, told you, said i want, said i need, said that i want
    `,
    past: `
      i had a,
      have spoken, has spoken, have talked, already spoken, already talked, was talking, were talking, was speaking,
      been speaking with, been talking with, been chatting with, was chatting, had been talking, had spoken, was
      connected, was transferred, was told, last agent, previous agent, last representative, previous representative,
      agent i spoke, hung up on me, earlier agent, just spoke, just talked, spoke, talked, having spoken, after
      talking, after speaking, got transferred, got connected, after i talk*, after i spoke
    `,
    info: `
      number, numbers, phone number*, telephone number*, contact number*, contact details, contact info*, phone no,
      tel, email, emails, e mail, mail, email address*, address*, hours, opening hours, working hours, business hours,
      office hours, opening times, open, opens, close, closes, schedule, what time, what hours, at what time, which
      hours, which days, weekend*, how long, how much, how many, how often, how fast, cost, costs, costing, price,
      fee, fees, charge, charged, free of charge, expensive, salary, wage*, hourly, mean, means, meaning, what is,
      what s, whats, what are, what does, what do, what did, what can, what will, what would, who is, who are, how
      does, how good, difference, different from, compare, versus, vs, explain, tell me about, do i need to, do i have
      to, do we need to, do we have to, must i, should i, am i required, is it necessary, is it required, need i,
      become, becoming, became, job, jobs, hiring, hire, career*, apply, vacancy, vacancies, train, training, rude,
      pronoun, feature, supported, support for, supports, integration, integrat*, api, setting*, configure,
      configuration, enable, disable, version, widget, languages, wait time*, waiting time*, response time*, history
      of, capital of, average, statistics, why do, why does, why did, why is, why are, has a, free number, toll free,
      rating, review, feedback, does the, does your, do the, do your, will an, will a, will the, is
      the, are the, did the, tip, percent*, wife, husband, mom, mother, dad, father, girlfriend, boyfriend,
      friend, doctor, dinner, flight, recipe, does a
    `,
    condition: `
      if, when i, whenever, in case, unless, before i, before, until, would it help, should i ever, once i, assuming,
      suppose, imagine, while, after i, if only
    `,
    bot: `
      bot, bots, robot, robots, chatbot, chatbots, chat bot*, machine, machines, ai, a i, computer, computers,
      automated*, automation, automat, virtual assistant*, virtual agent*, algorithm, program, software, script,
      scripts, llm, chatgpt, gpt, siri, digital assistant, ai assistant, ai agent*, autoreply, automated response*,
      automated assistant*, automated system, automatic response*, answering machine, bot agent, ai bot
    `,
    stop: `
      (im|i am) not (sharing|telling|giving|typing|discussing|talking|explaining|doing|dealing),
      done talking to, done chatting with, done with,
      stop, stop the, stop this, quit, turn off, shut off, switch off, get rid of, leave the, exit the, end the, end
      this, no more, kill the, enough of, enough with, fed up with, skip the, bypass, bypass the, get out of this,
      disable the
    `,
    identity: `
      are you, r u, r you, are u, aren't you, arent you, youre, you re, your a, ur a, you are, you a, is this, is
      that, am i talking, am i speaking, am i chatting, am i really talking, am i dealing, i talking, are we talking,
      i am not, im not, is it a, is it really, were you, u r, who are you, who am i talking, who am i speaking, i am
      talking to, i am speaking with, im talking to, im speaking to, im speaking with, i am chatting with, im chatting
      with, i am a, im a, i am an, im an, i am your, you sound, sound like, sounds like, pretend*, act as, act like,
      talk like, speak like, behave like, roleplay, you were, do you like, who do you, do you have a boss, like a, as
      a, as an, can you be, be a, be an, become a, i work as, we are, he is, she is, he was, she was, it was, i was,
      shes a, hes a, they are
    `,
    topic: `
      about, regarding, concerning, because, since, cuz, coz, cause, becuase, bcoz, re, as my, as i, as the, so i can,
      so that, so they can, in order to, for help with, for assistance with, related to, with regard*, with my, on my,
      for my, to help me, to fix, to solve, to resolve, to cancel, to get, to change, to ask, to know, to find out, to
      explain, to check, to report, to update, to see, that can, that could, that understands, that knows, who can,
      who could, so they
    `,
    join: "and, n, plus",
    split: "but, however, although, though, even though, then",
    mention: `
      (to|into|from) my (account|card|phone|wallet|savings),
      (my|our) (bank|office|hotel|shop|store|branch|restaurant), bank (account*|card*|statement*|transfer*), hotel (room*|booking*),
      call someone, call somebody, call anyone, call a person,
      human resource*, human rights, human error*, human being s, human body, human hair, human nature, human history,
      human brain, human readable, human in the loop, human traffick*, human review*, human mistake, human race, human
      life, travel agent*, real estate agent*, estate agent*, insurance agent*, shipping agent*, delivery agent*,
      cleaning agent*, user agent*, secret agent*, free agent*, booking agent*, agent provocateur, agent code, agent
      id, agent fee*, agent dashboard, agent portal, agent app, agent commission, agent mode, customer agent app,
      person photo*, real person photo*, person name, people search, tour operator*, operator fee*, mobile operator*,
      network operator*, phone operator plan, operator code, boolean operator*, or operator, and operator, operator
      precedence, operator manual, my manager*, my boss, my supervisor, my agent, my employee, employees, my staff, my
      assistant, my operator, our manager*, our boss, my team, my people, our team, account for my employee, my rep,
      my representative, password manager*, task manager*, file manager*, download manager*, manager dashboard, admin
      panel, admin rights, admin page, admin account, admin password, admin dashboard, google assistant, voice
      assistant, shop assistant job, legal representative*, house of representative*, representative sample, per
      person, another person s, real time, live stream*, live tv, live music, live tracking, live location, live in,
      live on, live at, i live, we live, live near, real madrid, real estate, real money, get back, technical support
      for, support contract, does it support, do you support, you support, not supported, is supported, and support,
      to support, support my, support for, people s, customer service job*, life support, child support, staff
      discount*, staff only, in staff, employee discount*, employee id, employee login, gift for, third person, first
      person, in person, personal assistant, sales tax, on sale, for sale, black friday sales, sales price, billing
      address, billing period, billing cycle, billing date, billing info*, billing detail*, billing statement*,
      assistant manager job, human made, human skin, agent orange, person i sent, person who sent, person to person,
      get my money, get a refund, get my refund, get back my, call my, call a taxi, call a cab, text my, email my,
      message my, call back number, ring my, front desk hours, for one person, for two people, for a person, number of
      people, many people, most people, some people, other people, people say, people are, people like, many persons,
      two people, three people, four people, five people, six people, people for, contact person, contact people, like
      people, team names, my colleague*, expert mode, expert tips, soccer team, football team, sports team, best team,
      delivery man, delivery person, delivery guy*, delivery driver*, mailman, postman, live feed, live score*, live
      event*, live game*, live concert*, front desk key, support ticket, ticket support, support page, support
      article*, support doc*, apple pay support, support center app, conversation history, chat history, chat log*
    `,
  },
};
