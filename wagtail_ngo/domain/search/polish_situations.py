"""What happens to people, in their words, and what to look for then: the start of the editors' list.

Phrases parted by commas, words that may stand for each other by "/" | words to search for, parted by
commas | a sentence for the person who asks.
"""

_NEAR = "mąż/żona/ojciec/tata/matka/mama/syn/córka/brat/siostra/partner/rodzic/chłopak"
_CHILD = "dziecko/syn/córka/synek/córeczka/wnuk/wnuczka/nastolatek"
_OLD = "mama/matka/ojciec/tata/babcia/dziadek/rodzice/teść/teściowa/mąż/żona"

POLISH_SITUATIONS = f"""
{_NEAR} pije/pił/piją/zapija, alkohol w domu, piję za dużo, nie mogę przestać pić | uzależnienia, alkohol, współuzależnienie | Z piciem w rodzinie nie trzeba zostawać samemu: pomoc jest dla pijących i dla ich bliskich.
{_NEAR} bierze/ćpa/pali narkotyki/marihuanę/dopalacze, {_CHILD} bierze/ćpa/narkotyki/dopalacze | uzależnienia, narkotyki, profilaktyka | Te organizacje rozmawiają z młodymi i z rodzicami, także zanim ktoś jest gotów się leczyć.
{_NEAR} gra/przegrał/hazard/automatach/zakładach/bukmacher pieniądze/hazard/automatach/zakładach | uzależnienia, hazard | Nałogowe granie się leczy; pomoc jest też dla rodziny.
{_NEAR} bije/uderzył/znęca/szarpie/grozi, boję się męża/partnera/ojca, przemoc w domu, jestem bita/bity | przemoc, pokrzywdzeni, kobiety przemoc | Przemoc nie jest winą tego, kto jej doznaje. W nagłym zagrożeniu dzwoń pod 112.
zmarł/zmarła/umarł/umarła/śmierć {_NEAR}/ktoś/bliski/bliska/babcia/dziadek/dziecko, straciłam/straciłem {_NEAR}/dziecko, nie radzę sobie po śmierci | żałoba, hospicjum, psycholog | Te organizacje są przy ludziach w żałobie.
nie mam/mamy jedzenie/jedzenia/chleb/obiad/zjeść/jeść, brakuje na jedzenie, jestem głodny/głodna | żywność, jedzenie, posiłki, obiady | Tu można dostać posiłek albo paczkę z jedzeniem.
nie mam/mamy gdzie spać/mieszkać/nocować/podziać, jestem bezdomny/bezdomna, śpię na ulicy/dworcu/klatce/piwnicy | bezdomni, nocleg, noclegownia | Tu dostaniesz nocleg, ciepło i posiłek.
nie mam/mamy pieniędzy/pieniądze/kasy/leki/opał/ogrzewanie, nie stać mnie/nas, brakuje do pierwszego | pomoc społeczna, charytatywna, opał, żywność | Te organizacje pomagają rodzinom, którym brakuje na podstawowe potrzeby.
dostałem/dostałam/dostaliśmy/grozi eksmisję/eksmisja/wypowiedzenie/wymówienie, wyrzucają mnie/nas z mieszkania/domu, eksmisja | pomoc prawna, lokatorzy, poradnictwo, eksmisja | Z eksmisją warto iść do doradcy od razu: często da się ją wstrzymać.
mam/mamy długi/komornika/zadłużenie/komornik, komornik zajął/zabrał/wszedł, nie mogę spłacić/zapłacić rachunków/kredytu/czynszu | poradnictwo, pomoc prawna, zadłużenie | Bezpłatny doradca pomoże ułożyć spłatę długów.
straciłem/straciłam/zwolnili/wyrzucili pracę/pracy, jestem bezrobotny/bezrobotna, nie mogę znaleźć pracy | zatrudnienie, bezrobotni, praca | Tu pomogą napisać CV, nauczą zawodu i poszukają z tobą pracy.
{_CHILD} nie mówi/gada/rozmawia, {_CHILD} jąka/sepleni, opóźniony rozwój mowy | logopeda, wczesne wspomaganie, autyzm, dzieci niepełnosprawność | Im wcześniej rozmowa ze specjalistą, tym lepiej dla dziecka.
{_CHILD} ma/diagnoza autyzm/aspergera/zespół downa/porażenie/niepełnosprawne, urodziło chore/niepełnosprawne dziecko | dzieci niepełnosprawność, autyzm, rehabilitacja | Te organizacje prowadzą inni rodzice i specjaliści.
{_CHILD} nie chce żyć/wychodzić, {_CHILD} tnie/okalecza/samookalecza, {_CHILD} ma depresję/depresja/stany, mam myśli samobójcze, nie chce żyć/mi się żyć | kryzys psychiczny, depresja, psycholog, telefon zaufania | Nie zostawaj z tym bez pomocy. Całą dobę: 112, dzieci i młodzież 116 111, dorośli 116 123.
{_CHILD} nie chce chodzić/uczyć szkoły/szkoła/się, {_CHILD} ma kłopoty/problemy/jedynki w szkole/nauce, {_CHILD} sobie nie radzi w szkole | korepetycje, świetlica, psycholog młodzież, edukacja dzieci | Tu dzieci dostaną pomoc w lekcjach i kogoś, kto wysłucha.
gnębią/prześladują/biją/wyśmiewają {_CHILD}/mnie szkole/szkoła/klasie, hejt na {_CHILD}/mnie, cyberprzemoc | przemoc, dzieci i młodzież psycholog, telefon zaufania | O przemocy w szkole trzeba mówić głośno: te organizacje wiedzą, jak.
{_CHILD} uciekł/uciekła/zaginął/zaginęła domu/z, zaginął człowiek/mąż/dziadek | poszukiwania, ratownictwo, zaginieni | O zaginięciu zawiadom od razu policję: 112.
nie mam/mamy z kim zostawić dziecka/dziecko, opieka nad dzieckiem po szkole | świetlica, klubik, dzieci opieka | Tu dziecko spędzi bezpiecznie popołudnie.
jestem/zaszłam ciąży/ciąży sama, nie planowałam ciąży, samotna matka/mama, samotny ojciec | samotne matki, ciąża, rodzina macierzyństwo | Te organizacje wspierają przed porodem i po nim.
nie mogę karmić piersią/dziecka, urodził/urodziło się wcześniak/wcześnie | wcześniaki, karmienie piersią, niemowlęta | Tu są doradczynie i inni rodzice, którzy to przeszli.
rozwód/rozwodzę/rozstanie/rozwodzimy z/się mężem/żoną/ojca/rodziców, chcę się rozwieść | mediacje, pomoc prawna, rodzina | Mediator lub prawnik pomoże ustalić, co dalej, zwłaszcza gdy są dzieci.
ojciec nie płaci alimentów/alimenty, alimenty | alimenty, pomoc prawna, poradnictwo | Bezpłatny prawnik powie, jak dochodzić alimentów.
{_OLD} ma/choruje/choroba alzheimera/alzheimer/demencję/demencja/pamięć/otępienie, {_OLD} zapomina/gubi, opiekuję się {_OLD}, opieka nad {_OLD} | alzheimer, opieka seniorzy, wytchnienie, opiekunowie | Opiekun też potrzebuje odpoczynku i rady.
{_OLD} jest samotny/samotna/sama/sam, czuję się samotny/samotna, nie mam z kim porozmawiać/pogadać | seniorzy, osoby samotne, klub seniora, telefon wsparcia | Tu znajdziesz ludzi i rozmowę.
{_OLD} potrzebuje/szukam łóżka/łóżko/wózka/wózek/balkonika/chodzik rehabilitacyjnego/inwalidzkiego, wypożyczyć wózek inwalidzki/łóżko | wypożyczalnia sprzętu, łóżka rehabilitacyjne, wózki inwalidzkie | Sprzęt można wypożyczyć, często bez opłat.
{_OLD} umiera/umierający/nieuleczalnie chory/chora/leży | hospicjum, opieka paliatywna | Hospicjum pomaga choremu i jego bliskim, także w domu.
nie mam/mamy jak/czym dojechać/dojechać lekarza/lekarz/zabieg, zawieźć {_OLD} do lekarza/szpitala | transport, dowóz, przewóz niepełnosprawni | Te organizacje wożą na badania i zabiegi.
mam/wykryto/zdiagnozowano/choruję raka/rak/nowotwór/guza, {_NEAR}/{_OLD} ma raka/nowotwór | onkologia, rak, nowotwór, chorzy | Te organizacje prowadzą ludzie, którzy wiedzą, co znaczy diagnoza.
{_CHILD} choruje/ma raka/białaczkę/nowotwór, dziecko w szpitalu | chore dzieci, hospicjum dzieci, rodzice chorych dzieci | Pomoc jest dla dziecka i dla rodziców, także nocleg przy szpitalu.
zbieram/zbiórka/potrzebne pieniądze na operację/leczenie/rehabilitację | charytatywna, zbiórka, ochrona zdrowia | Te organizacje wiedzą, jak prowadzić zbiórkę.
straciłem/straciłam/gorzej wzrok/słuch/widzę/słyszę, {_NEAR}/{_OLD} nie widzi/słyszy | niewidomi, głusi, słuch, wzrok | Tu uczą żyć z utratą wzroku i słuchu.
jestem po udarze/wypadku/amputacji, {_NEAR}/{_OLD} miał/miała/po udar/udarze/wypadek/wypadku | rehabilitacja, wypadek, niepełnosprawność | Te organizacje pomagają wrócić do sprawności.
jestem/wróciłem/wyszedłem więzienia/zakładu/więzieniu, {_NEAR} wyszedł/siedzi/wraca więzienia/więzieniu | więzienie, readaptacja, reintegracja | Tu pomogą zacząć od nowa.
oszukali/oszukano/naciągnęli/okradli mnie/babcię/mamę/rodziców/dziadka, padłam/padłem ofiarą oszustwa, oszustwo na wnuczka | konsumenci, oszustwo, poradnictwo, pokrzywdzeni | O oszustwie zawiadom policję; rzecznik i prawnik pomogą odzyskać pieniądze.
sklep/sprzedawca nie chce przyjąć/uznać reklamacji/reklamację/zwrotu, reklamacja butów/telefonu/zakupu | konsumenci, reklamacja | Rzecznik konsumentów pomaga bezpłatnie.
kłócę/kłótnia/konflikt/sąsiad się/z sąsiadem/hałasuje/przeszkadza/sąsiadami | mediacje, sąsiedzi | Mediator pomaga się dogadać bez sądu.
uciekłam/uciekłem/przyjechałam/przyjechałem wojny/Ukrainy/wojną/z, jestem z Ukrainy/Białorusi, nie mówię/znam po/języka polsku/polskiego | uchodźcy, cudzoziemcy, nauka polskiego | Te organizacje pomagają w języku, dokumentach i szukaniu mieszkania.
karta/zezwolenie pobytu/pobyt, legalizacja pobytu | cudzoziemcy, dokumenty pobytowe, pomoc prawna | Tu pomogą z dokumentami pobytowymi.
znalazłem/znalazłam/przybłąkał/potrącony/ranny psa/pies/kota/kot/szczeniaka/jeża/ptaka/zwierzę, zaginął/zgubił/uciekł pies/kot | zwierzęta, opieka nad zwierzętami | Te organizacje pomagają znalezionym i zagubionym zwierzętom.
sąsiad/ktoś bije/głodzi/trzyma/męczy psa/kota/zwierzęta/pies | ochrona zwierząt, opieka nad zwierzętami | O dręczeniu zwierząt można zawiadomić także policję.
chcę adoptować/przygarnąć psa/kota/zwierzę | zwierzęta, adopcja zwierząt, schronisko | Tu czekają zwierzęta na dom.
chcę/chcemy adoptować/przysposobić dziecko, zostać rodziną/rodzicem zastępczą/zastępczym/adopcyjnym, adopcja dziecka | rodzina zastępcza, adopcja, przysposobienie | Te organizacje przygotowują kandydatów na rodziców.
chcę/mogę pomagać/pomóc innym/ludziom, zostać wolontariuszem/wolontariuszką, mam czas i chcę pomóc | wolontariat, wolontariusze | Te organizacje szukają osób takich jak ty.
chcę/mogę/gdzie oddać krew/szpik | krwiodawstwo, krew | Tu dowiesz się, gdzie i kiedy oddać krew.
chcę/mam/gdzie oddać/ubrania/rzeczy ubrania/ubranka/rzeczy/meble/zabawki/oddania | pomoc rzeczowa, ubrania, meble, charytatywna | Te organizacje przekażą rzeczy tym, którym się przydadzą.
chcę/jak założyć stowarzyszenie/fundację/organizację | organizacje pozarządowe, inkubator, doradztwo | Tu doradzą, jaką formę wybrać i jak ją zarejestrować.
skąd/jak wziąć/dostać/zdobyć pieniądze/dotację/grant projekt/działanie/organizacji, napisać wniosek o dotację | dotacje, organizacje pozarządowe, doradztwo | Tu pomogą napisać wniosek.
przeszedłem/przeszłam/idę/jestem na emeryturę/emeryturze, co robić na emeryturze | seniorzy, uniwersytet trzeciego wieku, klub seniora | Tu czas na emeryturze mija w towarzystwie.
jestem/syn/córka gejem/lesbijką/gej/lesbijka/trans/homoseksualny/transpłciowy/LGBT, coming out | równe prawa, prawa człowieka, psycholog | Te organizacje wysłuchają bez oceniania.
pożar/powódź/zalało/spaliło dom/mieszkanie/nas/mi | ofiary katastrof, pomoc społeczna, ratownictwo | W zagrożeniu dzwoń pod 112; te organizacje pomagają po klęsce.
"""
