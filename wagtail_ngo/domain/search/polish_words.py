"""Polish words that the rules cannot reach: function words, irregular paradigms, odd stems.

All text is folded. Grown from the grammar (closed classes) and from frequent words, not from the
names of any city's organizations.
"""

# Words that never decide which entry is meant.
STOP_WORDS = """
    a aby albo ale az bez bo by byc co czy dla do gdzie go i ich ile im inne itd itp jak jako je
    jego jej jest jeszcze juz ktora ktore ktorego ktorej ktory ktorych ktorzy ku lecz lub ma mam
    mi mnie moj moja moje na nad nam nas nie o od oraz po pod przed przez przy sa sie ta tak taki
    tam te tego tej ten tez to tu tych tylko tym u w we wszystkie z za ze zeby
"""

# Words people ask with: what they want, whom they ask, politeness, "here" and "now".
ASKING_WORDS = """
    ach akurat ani bede bedzie bedziemy bedzmy blisko bym bylbym bylabym byl byla bylo byly
    bardzo chce chcemy chcial chciala chcialby chcialabym chcialbym chcieli chcielibysmy chetnie
    cos czegos czesc czyli da dac daje daj dajcie dalej dlaczego dobra dobry dokad dostac dostal
    dostala dostane dostaniemy dotyczy dowiedziec dowiem dzialaja dziala dzieki dziekuje dzis
    dzisiaj
    gdy gdyby gdzies hej halo interesuja interesuje interesujemy isc istnieja istnieje ja
    jade jada jaka jaki jakich jakie jakiego jakiej jakim jakas jakis jakiejs jakiegos jakies jesli
    jezeli jestem jestes jestesmy jutro kiedy kim kogo kogos komu komus kontakt kontaktu ktokolwiek
    ktos korzystac lista liste masz mamy maja mial miala miec miescie moga moge moglabym moglaby
    moglbym moglby mogli mozemy mozesz mozecie mozliwe mozliwosc mozna moze moich moim mojego mojej
    mojemu mna musi musze naucz nauczcie naucze nauczy nauczyc nauczycie najblizej najblizsza
    najblizsze najblizszy naprawde nic niech niej niego niemu nim nimi no numer numeru ode odszukac
    oferuja oferuje oferujecie okolica okolicach okolice okolicy ona one oni organizuja organizuje
    organizujecie otrzymac otrzymam pan pani panstwa panstwo pilne pilnie po pobliski pobliska
    pobliskie poblizu podac podaj podajcie podpowiedz poinformuj pojde pojechac pojsc pokaz pokazac
    pokazcie polecacie polecic polecicie pomaga pomagaja pomagacie pomogl pomoga pomoze pomozcie
    pomozecie pomozesz poprosic poprosze poszukac poszukam poszukuje poszukujemy potrzebna potrzebne
    potrzebny potrzebni potrzeba potrzebuja potrzebuje potrzebujemy powiedz powiedziec powinienem
    powinnam prosba prosic prosi prosimy prosze prowadza prowadzi prowadzicie przyjde przyjsc
    robia robi robic robicie robisz rowniez sam sama same siebie skad skontaktowac skorzystac
    sobie swoj swoja swoje swojego swojej szukac szukaja szukam szukamy szukasz szybko takze teraz
    toba troche trzeba tutaj ty ucza ucze uczy uczycie udac udam uzyskac wam was wasz wasza wasze
    wazne wie wiecie wiem wiedziec wiesz witam witajcie wlasnie wybrac wyszukac wyszukaj
    wyszukiwanie
    zaczac zaczynac zadzwon zadzwonic zajac zajmie zajmuja zajmuje zajmujecie zaleza zalezy zapisac
    zapisy zapisze zapytac zapytanie zglosic zglosze znac znaja znajde znajdziemy znajdz znajdzcie
    znajduja znajduje znalezc zna zobaczyc zostac zostane zrobic zwrocic
"""

# lemma: the forms that do not lead to the lemma's key by the rules. "lemma=key" where the rules
# would make two common words one ("radio" and "rada").
PARADIGMS = """
dziecko: dziecka dziecku dzieckiem dzieci dzieciom dziecmi dzieciach
czlowiek: ludzie ludzi ludziom ludzmi ludziach
zwierze: zwierzecia zwierzeciu zwierzeciem zwierzeta zwierzat zwierzetom zwierzetami zwierzetach
zwierze: zwierzak zwierzaka zwierzaki zwierzakow zwierzakom zwierzakami zwierzakach
pies: psa psu psem psie psy psow psom psami psach psi psia psiej psich piesek pieska pieski pieskow
brat: bracia braci braciom bracmi braciach
ksiadz: ksieza ksiezy ksiezom ksiezmi ksiezach
ksiaze: ksiecia ksieciu ksieciem ksiazeta ksiazat ksiazetom ksiazetami ksiazetach
wies: wsi wsia wsie wsiom wsiach wsiami
dzien: dnia dniu dniem dni dnie dniom dniach dniami
tydzien: tygodnia tygodniu tygodniem tygodnie tygodni tygodniom tygodniach tygodniami
rok: lata lat latom latami latach
lato: latem lecie
reka: rekoma
oko: oczy oczu oczom oczami oczach
ucho: uszy uszu uszom uszami uszach
imie: imienia imieniu imieniem imiona imion imionom imionami imionach
ramie: ramienia ramieniu ramieniem ramiona ramion ramionom ramionami ramionach
plemie: plemienia plemieniu plemieniem plemiona plemion plemionom plemionami plemionach
niemowle: niemowlecia niemowleciu niemowleciem niemowleta niemowlat niemowletom niemowletach
szczenie: szczeniecia szczenieta szczeniat szczenietom szczenietami szczenietach szczeniak
szczenie: szczeniaka szczeniaki szczeniakow szczeniakom szczeniakami
uczen: ucznia uczniowi uczniem uczniu uczniowie uczniow uczniom uczniami uczniach
grudzien: grudnia grudniu grudniem
kwiecien: kwietnia kwietniu kwietniem
pieniadz: pieniedzmi
pelny: pelen
styczen: stycznia styczniu styczniem
gra: gry gre gier grze gra grami grach grom
krew: krwi krwia
wsparcie: wsparc
mlody: mlodzi mlodym mlodych
gluchy: glusi
slepy: slepi
las: lesie
cialo: ciele
siostra: siostr siostrze
sen: snu snem sny snow snach
chrzest: chrztu chrztem chrzty chrztow chrzcie
forum: fora forow forom forach forami
serce: serc
miejsce=miejsce: miejsca miejscu miejscem miejsc miejscom miejscami miejscach miejscowy miejscowa
miejsce=miejsce: miejscowe miejscowi miejscowego miejscowej miejscowym miejscowych miejscowymi
zycie=zycie: zycia zyciu zyciem zyciowy zyciowa zyciowe zyciowi zyciowego zyciowej zyciowemu
zycie=zycie: zyciowym zyciowych zyciowymi
zawody=zawody: zawodow zawodom zawodami zawodach
lodz=lodz: lodzi lodzia lodzie lodziom lodziami lodziach
swieto=swieto: swieta swietu swietem swietom swietami swietach
swiety=swiety: swietego swietej swietemu swietym swieci swietych swietymi
msza: mszy msze msz mszom mszami mszach
jeden: jedna jedne jedno jednego jednej jednemu jednym jednych
swoj: swe swa swego swej swemu swym swych
lew: lwa lwu lwem lwy lwow lwom
len: lnu lnem lnie
mgla: mgle mgly mgiel
kot: kocie kocia kociat kocieta kocietom kocietami kocietach kociak kociaka kociaki kociakow
kon: koni konmi
ojciec: ojca ojcu ojcem ojcowie ojcow ojcom ojcami ojcach ojcowi
chor=chorus: choru chorowi chorem chorze chorow chorach chorami chorom
radio=radio: radia radiu radiem radiach radiami radiow radiowy radiowa radiowe radiowej
sto: stu
raz: razy razem
"""

# Feminine words whose bare form ends in a soft consonant that folding makes look hard.
SOFT_WORDS = "pamiec siec chec niechec postac smierc cwierc lodz powodz nic czesc"

# stem that the rules give for some forms: stem of the lemma. Vowels that alternate inside the stem
# (nasal a/e, e/o, e/a after a hard sign) and adjectives that belong to a noun.
STEMS = """
zeb: zab
bled: blad
urzed: urzad
deb: dab
mez: maz
wzgled: wzglad
okreg: okrag
kreg: krag
miesiek: miesiak
tysiek: tysiak
galez: galaz
wez: waz
gleb: glab
golb: golab
goleb: golab
ksieg: ksiag
pienieg: pieniag
miejsk: miest
wiejsk: wies
dziek: dzieck
dziecek: dzieck
dzieciak: dzieck
wietr: wiatr
swietl: swiatl
zasieg: zasiag
sasiedzk: sasied
sasiedztw: sasied
kobiek: kobiet
rzed: rzad
"""
