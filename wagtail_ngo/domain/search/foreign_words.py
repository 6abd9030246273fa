"""Everyday needs in Ukrainian, Russian, English and German: the start of the editors' own list.

Polish words to search for: phrases that mean them, by language.
"""

FOREIGN_WORDS = """
pomoc: допомога, допомогти | помощь, помочь | help, support, assistance, aid | Hilfe, Unterstützung
pomoc ukraina: допомога українцям, українці, Україна | украинцы, Украина | help for ukrainians, ukrainians, Ukraine | Ukrainer, Hilfe für Ukrainer
cudzoziemcy: іноземці, іноземець, мігранти | иностранцы, мигранты | foreigners, migrants, immigrants | Ausländer, Migranten, Zuwanderer
uchodźcy: біженці, біженець, переселенці | беженцы, беженец | refugees, asylum seekers | Flüchtlinge, Geflüchtete
nauka polskiego: курси польської мови, уроки польської, вивчення польської, польська мова | курсы польского языка, уроки польского языка, польский язык, изучение польского | polish lessons, polish course, polish language, learn polish, polish classes | Polnischkurs, Polnisch lernen, polnische Sprache, Polnischunterricht
tłumacz: перекладач, переклад | переводчик, перевод | translator, interpreter, translation | Dolmetscher, Übersetzer, Übersetzung
porady prawne: юридична допомога, юридична консультація, правова допомога | юридическая помощь, юридическая консультация | legal advice, legal help, legal aid | Rechtsberatung, Rechtshilfe
prawnik: юрист, адвокат | юрист, адвокат | lawyer, solicitor, attorney | Anwalt, Rechtsanwalt
bezpłatny: безкоштовно, безкоштовна, безкоштовний, безплатно | бесплатно, бесплатный, бесплатная | free, free of charge | kostenlos, gratis, umsonst
jedzenie: їжа, харчі, продукти, харчування | еда, питание, продукты | food, meals, groceries | Essen, Lebensmittel, Mahlzeit
obiady dla potrzebujących: безкоштовна їжа, гаряча їжа, обіди | бесплатная еда, горячее питание, обеды | free food, free meals, soup kitchen, food bank | kostenloses Essen, Suppenküche, Tafel
ubrania: одяг, речі | одежда, вещи | clothes, clothing | Kleidung, Kleider
meble: меблі | мебель | furniture | Möbel
mieszkanie: житло, квартира | жильё, жилье, квартира | housing, flat, apartment, accommodation | Wohnung, Unterkunft
noclegownia: притулок, нічліг, ночівля | приют, ночлег, ночлежка | shelter, night shelter, place to sleep | Notunterkunft, Übernachtung, Schlafplatz
bezdomni: бездомні, притулок для бездомних, безхатченки | бездомные, приют для бездомных | homeless, homeless shelter, homelessness | Obdachlose, Obdachlosigkeit, Hilfe für Obdachlose
praca: робота, праця, працевлаштування | работа, трудоустройство | job, jobs, work, employment | Arbeit, Job, Arbeitsstelle
bezrobotni: безробітні, безробіття | безработные, безработица | unemployed, unemployment | Arbeitslose, Arbeitslosigkeit
niepełnosprawni: люди з інвалідністю, інвалідність, інваліди | инвалиды, инвалидность, люди с инвалидностью | disabled, disability, disabilities, disabled people, people with disabilities | Behinderte, Behinderung, Menschen mit Behinderung
dzieci niepełnosprawne: діти з інвалідністю | дети с инвалидностью, дети инвалиды | disabled children, children with disabilities | Kinder mit Behinderung, behinderte Kinder
wózek: візок, інвалідний візок | коляска, инвалидная коляска | wheelchair | Rollstuhl
transport: транспорт, перевезення, підвезти | транспорт, перевозка | transport, lift, ride | Transport, Fahrdienst, Beförderung
transport niepełnosprawni: перевезення інвалідів | перевозка инвалидов | wheelchair transport, disabled transport | Behindertentransport, Rollstuhltransport
rehabilitacja: реабілітація | реабилитация | rehabilitation, rehab, physiotherapy | Rehabilitation, Physiotherapie
lekarz: лікар, лікарня | врач, больница | doctor, hospital | Arzt, Krankenhaus
zdrowie: здоров'я, здоровя | здоровье | health, healthcare | Gesundheit
choroba: хвороба, хворі | болезнь, больные | illness, disease, sick | Krankheit, Kranke
rak: рак, онкологія | рак, онкология | cancer, oncology | Krebs, Onkologie
hospicjum: хоспіс | хоспис | hospice, palliative care | Hospiz, Palliativpflege
psycholog: психолог, психологічна допомога, психотерапевт | психолог, психологическая помощь, психотерапевт | psychologist, therapist, counselling, counseling, mental health | Psychologe, Therapeut, psychische Gesundheit, Psychologin
psycholog młodzież: психолог для підлітка, психолог для підлітків | психолог для подростка, психолог для подростков | psychologist for teenagers, teen counselling | Psychologe für Jugendliche
depresja: депресія | депрессия | depression | Depression
uzależnienia: залежність, наркотики, наркоманія | зависимость, наркотики, наркомания | addiction, addicts, drugs, drug abuse | Sucht, Abhängigkeit, Drogen, Suchtberatung
alkohol: алкоголь, алкоголізм, алкоголік | алкоголь, алкоголизм, алкоголик | alcohol, alcoholism, alcoholics, drinking problem | Alkohol, Alkoholiker, Alkoholsucht
przemoc domowa: домашнє насильство, насильство | домашнее насилие, насилие | domestic violence, domestic abuse, abuse, violence | häusliche Gewalt, Gewalt
kobiety: жінки, жінка | женщины, женщина | women, woman | Frauen, Frau
matki: мами, матері, мама | мамы, матери, мама | mothers, moms, mums | Mütter, Mutter
ciąża: вагітність, вагітні | беременность, беременные | pregnancy, pregnant | Schwangerschaft, schwanger
niemowlęta: немовля, немовлята | младенец, младенцы | babies, infants, baby | Babys, Säuglinge
dzieci: діти, дитина, дітям | дети, ребёнок, ребенок, детям | children, kids, child | Kinder, Kind
młodzież: молодь, підлітки, підліток | молодёжь, молодежь, подростки, подросток | youth, teenagers, young people, teens | Jugend, Jugendliche
rodzina: сім'я, родина, сімї | семья, семьи | family, families | Familie, Familien
rodzina zastępcza: прийомна сім'я, усиновлення | приёмная семья, усыновление | foster family, foster care, adoption | Pflegefamilie, Adoption
seniorzy: літні люди, пенсіонери, старші люди, пенсіонер | пожилые люди, пенсионеры, помощь пожилым людям, пожилые | seniors, elderly, older people, pensioners, retired | Senioren, ältere Menschen, Rentner
świetlica: група продленого дня | продлёнка | after school club, day care | Hort, Nachmittagsbetreuung
przedszkole: дитячий садок, садок | детский сад | kindergarten, preschool, nursery | Kindergarten, Kita
szkoła: школа, навчання | школа, учёба | school, education | Schule, Bildung
korepetycje: репетитор, домашні завдання | репетитор, домашние задания | tutoring, homework help, tutor | Nachhilfe
kurs komputerowy: комп'ютерні курси, компютер | компьютерные курсы, компьютер | computer course, computer lessons, computers | Computerkurs
seniorzy komputer: компютер для пенсіонерів | компьютер для пенсионеров | seniors computer course, computer for seniors | Computerkurs für Senioren
język angielski: англійська мова | английский язык | english lessons, english course | Englischkurs
wolontariat: волонтер, волонтери, волонтерство | волонтёр, волонтер, волонтёрство, доброволец | volunteering, volunteer, volunteers | Ehrenamt, Freiwilligenarbeit, Freiwillige, ehrenamtlich
krwiodawstwo: здати кров, донор крові, донорство | сдать кровь, донор крови, донорство | blood donation, donate blood, blood donor | Blutspende, Blut spenden, Blutspender
zwierzęta: тварини, тварина | животные, животное | animals, pets, animal | Tiere, Tier
opieka nad zwierzętami: притулок для тварин, порятунок тварин | приют для животных, спасение животных | animal shelter, animal rescue, animal welfare | Tierheim, Tierschutz
psy: собаки, собака, пес | собаки, собака | dogs, dog, puppies | Hunde, Hund
koty: коти, кіт, кішки | коты, кошки, кот | cats, cat, kittens | Katzen, Katze
sport: спорт, тренування | спорт, тренировки | sport, sports, training | Sport, Sportverein, Training
piłka nożna: футбол | футбол | football, soccer | Fußball
pływanie: плавання, басейн | плавание, бассейн | swimming, swimming pool, swimming lessons, swim | Schwimmen, Schwimmbad, Schwimmkurs
szachy: шахи, шаховий клуб | шахматы, шахматный клуб | chess, chess club | Schach, Schachverein
judo karate: боротьба, карате, дзюдо | борьба, карате, дзюдо | martial arts, karate, judo, self-defence | Kampfsport, Karate, Judo, Selbstverteidigung
rower: велосипед, велосипеди | велосипед, велосипеды | bicycle, bike, cycling | Fahrrad, Radfahren
żeglarstwo: вітрильний спорт, яхта | парусный спорт, яхта | sailing, yacht | Segeln
taniec: танці, танець | танцы, танец | dance, dancing, dance classes | Tanz, Tanzen, Tanzkurs
muzyka: музика, оркестр | музыка, оркестр | music, orchestra | Musik, Orchester
chór: хор, спів | хор, пение | choir, singing | Gesang, Singen, Gesangverein
teatr: театр | театр | theatre, theater, drama | Theater
plastyka malarstwo: малювання, живопис | рисование, живопись | painting, drawing, art classes | Malen, Zeichnen, Kunst
przewodnik zwiedzanie: екскурсія, екскурсовод | экскурсия, экскурсовод | guided tour, city tour, tour guide, sightseeing | Stadtführung, Stadtführer, Führung
turystyka: туризм, походи | туризм, походы | hiking, tourism, trips | Wandern, Tourismus, Ausflüge
ekologia: екологія, довкілля | экология, окружающая среда | ecology, environment, nature | Umwelt, Ökologie, Naturschutz
ogród: сад, город | сад, огород | garden, gardening, allotment | Garten, Gärtnern
harcerze: скаути, пласт | скауты | scouts, scouting | Pfadfinder
straż pożarna: пожежники, пожежна охорона | пожарные, пожарная охрана | fire brigade, firefighters | Feuerwehr
ratownictwo: рятувальники | спасатели | rescue, lifeguards, first aid | Rettung, Rettungsdienst, Erste Hilfe
kombatanci: ветерани, ветеран | ветераны, ветеран | veterans, war veterans | Veteranen
mniejszości narodowe: національні меншини | национальные меньшинства | minorities, ethnic minorities | Minderheiten
prawa człowieka: права людини | права человека | human rights | Menschenrechte
konsumenci: захист споживачів | защита потребителей | consumer rights, consumer protection | Verbraucherschutz
dotacje: гранти, грант | гранты, грант | grants, funding | Fördermittel, Zuschuss
organizacje pozarządowe: громадські організації | общественные организации, НКО | charity, charities, non-profit, ngo | Verein, Vereine, gemeinnützig
żałoba: траур, горе, смерть близьких | траур, смерть близких | bereavement, grief, mourning | Trauer, Trauerbegleitung
zadłużenie: борги, борг | долги, долг | debt, debts | Schulden, Schuldnerberatung
więzienie: в'язниця, увязнені | тюрьма, заключённые | prison, prisoners | Gefängnis
autyzm: аутизм | аутизм | autism | Autismus
język migowy: жестова мова, глухі | язык жестов, глухие | sign language, deaf | Gebärdensprache, Gehörlose
niewidomi: незрячі, сліпі | слепые, незрячие | blind, visually impaired | Blinde, Sehbehinderte
"""
