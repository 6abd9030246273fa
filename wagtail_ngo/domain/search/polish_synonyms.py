"""What the Polish third sector calls by more than one name: the start of the editors' own list."""

POLISH_SYNONYMS = """
AA, Anonimowi Alkoholicy, alkoholicy, alkoholizm, abstynenci, trzeźwość
adopcja, przysposobienie, adoptować
bezdomni, osoby w kryzysie bezdomności
bezpłatny, darmowy, za darmo, gratis, nieodpłatny
bezrobotni, osoby bez pracy, poszukujący pracy
brydż, karty, gry karciane
ceramika, garncarstwo, lepienie z gliny
demencja, alzheimer, otępienie, choroby pamięci
depresja, kryzys psychiczny, zdrowie psychiczne
dializy, nerki
długi, zadłużenie, komornik
dowóz, transport, przewóz
dżudo, judo
elektronika, elektrośmieci, elektroodpady, sprzęt elektroniczny
fotografia, zdjęcia, fotografowie
głusi, niesłyszący, głuchoniemi
GOPR, Górskie Ochotnicze Pogotowie Ratunkowe
grant, dotacja, dofinansowanie, regranting
harcerze, skauci, ZHP, ZHR, Związek Harcerstwa Polskiego
HDK, honorowy dawca krwi, krwiodawstwo, krwiodawcy, dawcy krwi, oddawanie krwi
internet, komputer, informatyka
jedzenie, żywność, posiłek, obiady, jadłodzielnia, wyżywienie
karate, sztuki walki, samoobrona
KGW, Koło Gospodyń Wiejskich
kolarstwo, rower, kolarze, rowerzyści, cykliści, jednoślady
kolonie, obozy, wypoczynek letni, półkolonie
kombatanci, weterani, sybiracy
koszykówka, koszykarze
krawiectwo, szycie, krawcowe
książki, biblioteka, czytelnictwo
kurs, szkolenie, warsztaty, lekcje
logopeda, wady wymowy
LZS, Ludowy Zespół Sportowy
malarstwo, plastyka, rysunek, zajęcia plastyczne
mediacje, mediatorzy
nałogi, uzależnienia
nastolatki, młodzież
NGO, organizacja pozarządowa, trzeci sektor
niemowlęta, maluchy, małe dzieci
niepełnosprawni, inwalidzi, osoby z niepełnosprawnościami
niewidomi, ociemniali, niewidzący, ślepi, słabowidzący
nocleg, noclegownia, schronienie, ogrzewalnia
nowotwór, rak, onkologia
obcokrajowcy, uchodźcy, cudzoziemcy, imigranci, migranci
oddawanie rzeczy, zbiórka rzeczy, pomoc rzeczowa
odzież, ubrania, ubranka
OPP, organizacja pożytku publicznego
OSP, Ochotnicza Straż Pożarna, strażacy
PCK, Polski Czerwony Krzyż
piłka nożna, futbol, piłkarze
ping-pong, tenis stołowy
PKPS, Polski Komitet Pomocy Społecznej
prawnik, adwokat, radca prawny, pomoc prawna, porady prawne
przedsiębiorcy, biznes, firmy
przemoc, ofiary przemocy, pokrzywdzeni
przewodnik, oprowadzanie, zwiedzanie
przytulisko, schronisko dla zwierząt, azyl dla zwierząt, opieka nad zwierzętami
psycholog, psychoterapia, terapeuta, wsparcie psychologiczne
PTTK, Polskie Towarzystwo Turystyczno-Krajoznawcze
PZG, Polski Związek Głuchych
PZN, Polski Związek Niewidomych
PZW, Polski Związek Wędkarski, wędkarze, wędkarstwo, rybacy
rehabilitacja, fizjoterapia
rękodzieło, rzemiosło
rolnicy, gospodarze, wieś
rower, naprawa rowerów
sala, pomieszczenie, lokal
samotni, osoby samotne
seniorzy, emeryci, osoby starsze, starsi ludzie, babcia, dziadek
siatkówka, siatkarze
smog, czyste powietrze
śpiew, chór, emisja głosu
świetlica, zajęcia po szkole, odrabianie lekcji
taniec, tancerze
teatr, spektakl, przedstawienie, aktorzy
TOZ, Towarzystwo Opieki nad Zwierzętami
TPD, Towarzystwo Przyjaciół Dzieci
UKS, Uczniowski Klub Sportowy
UTW, Uniwersytet Trzeciego Wieku
wędrówki, rajdy, turystyka piesza
WOPR, Wodne Ochotnicze Pogotowie Ratunkowe
wolontariusze, ochotnicy
wózek inwalidzki, wózki, niepełnosprawność ruchowa
wypożyczalnia, wypożyczanie, wypożyczyć
zatrudnienie, praca, aktywizacja zawodowa
żałoba, śmierć bliskiej osoby
bank żywności, paczki żywnościowe, zbiórka żywności
biedni, ubodzy, potrzebujący, osoby w trudnej sytuacji materialnej, niezamożni
bieganie, biegacze, jogging, maraton
cukrzyca, diabetycy, insulina
CV, życiorys, list motywacyjny
cyfrowy, internet, smartfon, telefon komórkowy
działka, ogródek, ogród działkowy, ROD
dzierganie, szydełkowanie, robótki ręczne, druty, włóczka
eksmisja, lokatorzy, czynsz, najem
ekologia, środowisko, przyroda, ochrona przyrody, klimat
film, kino, seanse
gimnastyka, fitness, ćwiczenia, aerobik
hazard, automaty, bukmacher, gry hazardowe
hospicjum, opieka paliatywna, umierający
jazda konna, jeździectwo, konie
jąkanie, logopeda, mowa
języki obce, lektorat, kurs językowy
kajaki, spływ
karta pobytu, legalizacja pobytu, dokumenty pobytowe
konsument, reklamacja, zakupy
kościół, parafia, wspólnota
krótkofalowcy, radio, łączność
kryzys, telefon zaufania, interwencja kryzysowa
księgowość, rachunkowość, podatki
laktacja, karmienie piersią
lekarz, pielęgniarka, medyk
literaci, pisarze, poezja, poeci
logopeda, terapia mowy
matki, mamy, mama, macierzyństwo
meble, sprzęt domowy, agd
mieszkanie, lokal mieszkalny, lokum
modelarstwo, modelarze, drony
muzyka, granie, zespół muzyczny, instrumenty
narkotyki, narkomania, narkomani, dopalacze, uzależnienie od narkotyków
niepełnosprawność intelektualna, zespół Downa, upośledzenie
ojcowie, tata, tatusiowie, ojcostwo
osiedle, dzielnica, sąsiedzi
pierwsza pomoc, resuscytacja, defibrylator, ratownictwo
pisanie, opowiadania, warsztaty literackie
pływanie, basen, pływalnia
powódź, zalanie, pogorzelcy, klęska żywiołowa
przedszkole, przedszkolaki, żłobek, klub malucha
przeprowadzka, transport, samochód dostawczy
psychiatra, zdrowie psychiczne, kryzys psychiczny
psy, pieski, czworonogi
radny, samorząd, rada miasta
ratownik wodny, WOPR, ratownictwo wodne
rękodzieło, haft, ceramika, szycie, robótki, makrama
robotyka, roboty, programowanie, druk 3D
rodzina zastępcza, piecza zastępcza, rodzice zastępczy
rozwód, rozstanie, mediacje
sauna, morsowanie, morsy
smartfon, komputer, laptop
sport na wózkach, sport osób z niepełnosprawnościami
stypendium, pomoc dla uczniów, zdolni uczniowie
survival, biwak, obóz
szachy, szachiści
święta, wigilia, paczki świąteczne
tłumacz, tłumaczenia
udar, zawał, choroby serca
więzienie, zakład karny, skazani, osadzeni
wspinaczka, góry, ścianka wspinaczkowa
zabytki, dziedzictwo, historia miasta
żeglarstwo, żagle, jachty, żeglarze
"""
