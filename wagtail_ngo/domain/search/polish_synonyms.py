"""What the Polish third sector calls by more than one name: the start of the editors' own list."""

POLISH_SYNONYMS = """
AA, Anonimowi Alkoholicy
bezdomni, osoby w kryzysie bezdomności
bezpłatny, darmowy
dżudo, judo
głusi, niesłyszący, głuchoniemi
GOPR, Górskie Ochotnicze Pogotowie Ratunkowe
grant, dotacja
harcerze, skauci, ZHP, ZHR, Związek Harcerstwa Polskiego
HDK, honorowy dawca krwi, krwiodawstwo, krwiodawcy
jedzenie, żywność
KGW, Koło Gospodyń Wiejskich
kolarstwo, rower, kolarze
kolonie, obozy, wypoczynek letni
koszykówka, koszykarze
kurs, szkolenie
LZS, Ludowy Zespół Sportowy
mediacje, mediatorzy
nałogi, uzależnienia
nastolatki, młodzież
NGO, organizacja pozarządowa, trzeci sektor
niepełnosprawni, inwalidzi, osoby z niepełnosprawnościami
niewidomi, ociemniali, niewidzący
OPP, organizacja pożytku publicznego
OSP, Ochotnicza Straż Pożarna, strażacy
PCK, Polski Czerwony Krzyż
piłka nożna, futbol, piłkarze
PKPS, Polski Komitet Pomocy Społecznej
prawnik, adwokat, radca prawny
PTTK, Polskie Towarzystwo Turystyczno-Krajoznawcze
PZG, Polski Związek Głuchych
PZN, Polski Związek Niewidomych
PZW, Polski Związek Wędkarski
seniorzy, emeryci, osoby starsze, starsi ludzie
siatkówka, siatkarze
TOZ, Towarzystwo Opieki nad Zwierzętami
TPD, Towarzystwo Przyjaciół Dzieci
taniec, tancerze
uchodźcy, cudzoziemcy, imigranci, migranci
UKS, Uczniowski Klub Sportowy
UTW, Uniwersytet Trzeciego Wieku
WOPR, Wodne Ochotnicze Pogotowie Ratunkowe
wolontariusze, ochotnicy
"""
