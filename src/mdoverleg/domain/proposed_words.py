"""Passphrases to propose: five words by chance out of a list of our own, of things that one can picture."""

import secrets
from typing import Final

HOW_MANY: Final = 5
"""Words of a proposal: of 1024 words each, fifty bits, and every try costs a tenth of a second."""


def propose() -> str:
    """Return a passphrase that nobody has thought of: words by chance, with spaces between them."""
    return " ".join(secrets.choice(WORDS) for _word in range(HOW_MANY))


_LIST: Final = """
aalbes aap aardbei aarde accordeon adelaar adem agenda akker album amandel ananas anker ansicht antwoord appel april
aquarel arena arend arm atlas auto avond azijn baard bagage bakfiets bakker balkon ballet ballon bamboe banaan bank
basilicum bazuin beek beeld beer begin beitel beker bel belofte berg berk bes bever bezem bezoek biels bieslook biet
bij bijl biljart binnenweg blaadje blaasbalg blad blik blikje bloem bloemkool bloesem blok blokfluit boei boek
boekenkast boekje boender boerderij boerenkool bol bomenrij bonbon boog boom boon boor boot bord borstel bos bosbes
boter boterham bouwer bouwland braam brand brei brem brief brievenbus bril broek broer brood broodje brug bruin bui
buidel buikspier buiten buizerd bundel bureau bus buur buurman buurvrouw cactus camera caravan carnaval ceder cello
cement champignon chocola cider cijfer circus cirkel citroen clown colbert compas concert cursus dadel dag dageraad
dak dakpan damast dans das datum deeg deegrol deining dekbed deken dekzeil dennenappel dessert deur diamant dier dijk
ding distel distelvink dobber doedelzak dok dolfijn doolhof dop dorp dorpsplein douche draad draaimolen draaiorgel
draak driehoek drijfhout drop druif drukpers druppel duet duif duik duim duin duinpan dwarsfluit echo eekhoorn eend
egel eierdop eik eiland eland elastiek elf elftal emmer engel enkel erwt esdoorn etalage etui evenaar ezel fabel
fakkel familie fanfare fazant fee feest feestdag fiets fietsbel figuur film filter flamingo fles flesopener flits
fluit fluitketel fontein forel fornuis foto framboos fresia fruit fuif gans garage garen gast gazon gebak gebergte
gebouw geel gehucht geit geld geluid gember geur gevel gezang gids gieter gist gitaar glas glasbak glijbaan goot
gordijn goud goudvis graan grammofoon grap gras graspol grens griffel grind groente groep grot grutto guirlande haag
haak haan haar haardvuur haas hagel hak halm halte hamer hamster hand handdoek handschoen hangmat hangslot harp hars
haven haver havermout havik hazelaar hazelnoot heg heide hek helm hemd hemel herder herfst hert heuvel heuveltop hiel
hin hoed hoefijzer hoek hoepel hond honing hooi hoorn hout houtskool huis hut hyacint iglo ijs ijsbeer ijsje ijsvogel
ijzer inkt insect instrument iris ivoor jaar jachthaven januari jas jasmijn jeneverbes jongen journaal juffrouw juli
juni juweel kaarsje kaart kaas kabel kabeljauw kabouter kachel kade kadetje kajak kalebas kalender kalk kam kameel
kamer kamille kanaal kaneel kano kapstok kar karavaan karnemelk karper karton kast kastanje kasteel kat katoen kauw
kegel keizer kelder kelk kerk kermis kers ketel keuken kievit kiezel kikker kilo kiosk kip kist klarinet klaver kleed
klei klep klimop klinker klok klomp kluis kluwen knal knapzak knie knikker knoop knop koe koek koekoek koffer koffie
komeet komkommer kompas konijn koning kool koolmees koor koord kop koper korenbloem kort kraag kraan kraanvogel krab
kransje krant kreeft krekel krent krokus kruid kruidnagel kruik kruiwagen krul kubus kuiken kuil kunst kussen kust
kwark kwartel kwartje kwast kwik laan laars ladder lade lakei lamp lampion land landweg lantaarn laurier lavendel
leesboek leeuw leeuwerik leguaan lei leidraad lente lepel lepelaar lever libel lichtbak lift lijm lijn lijst lijster
limerick limoen linde linnen lint lip locomotief loep lucht luciferdoos luik luipaard luit lupine luster maan maart
maat macaroni madelief magneet mahonie mais mand mandarijn mandoline mango mantel map markt marmer marmot mast mat
matras matroos meel meer mees meeuw meidoorn melk melodie meloen menu menuet merel merrie mest metaal meter metro
meubel meubelmaker mier mijn mimosa minuut mispel mist moeras mol molen mos mossel motor mouw mozaiek muis munt
muntthee museum muts muur muziek naald nacht nachtegaal nagel najaar narcis natuur navel neef nest net neus nicht
noorden noordster noot nootmuskaat notenboom november nummer oase ober oceaan oester oever oeverzwaluw ogen oktober
olie olifant olijf olm onweer oog oogst ooievaar oor oorbel oost opera oranje orchidee orgel orkest otter ovaal oven
paard paardenbloem paars paasei pad paddenstoel pagina pakhuis paleis paling palm pan panda pannenkoek papaver
papegaai papier paprika parade paraplu parasol parel park parket passer pastei patat patrijs pauw pauze peer pelikaan
pels pen peper perron perzik peterselie piano pijl pijlkruid pijp pil pimpelmees pinda pinguin pion plaat plank plant
plataan plein ploeg pluim poes polder polshorloge pomp pont pony poort poppenkast populier porselein post postduif pot
potlood prei pret primula pruim put puzzel quiche raadsel raaf raam raap rabarber radar radijs radio raket rand
rapunzel rasp raster regen regenboog regenton reiger reis rekenboek rekening ribbel ridder riem riet rietkraag rij
rijst ring ringslang rits rivier robijn rode rodelbaan roer roest rog roggebrood rok roltrap roman rommelmarkt romp
rondvaart roodborst roos rotonde rots rozemarijn rozijn rug ruimte ruit ruiter rups salade salie sap schaak schaal
schaap schaar schaats schaduw schaduwplek schat schatkist schelp schelvis schep scherm schets schip schoen schommel
schommelstoel school schoorsteen schort schroef schuim schuit schuur selderij september sering sinaasappel singel
sjaal sla slak slang slee sleepboot sleutel slinger slot smaak smederij snaar snavel sneeuw sneeuwklok snoek snor soep
sok spaak spar specerij specht spek spel speld sperwer spiegel spijker spin spinazie spinnewiel spoor spreeuw sprong
stad staf stal stam stamppot stap station steen steiger stekelbaars stem stempel ster sterrenbeeld stier stift stip
stoel stoep stok stoom stoomboot storm straat strand strik stro stroom stroop struik stuur suiker taart tafel tak tand
tandem tapijt tapuit tarwe tas tegel tekening tennis tent terras theater thee thijm tijd tijger tjiftjaf toendra toets
tomaat ton toneel toon top toren tortel touw traan tractor trap trechter trein trek trom trommel trompet troon truffel
trui tuba tuin tuinhek tulp tunnel turf turkoois tweeling uil uitvinder uur vaas vader vak valk valreep varen vat veen
veer veld veldmuis venkel venster verf vergezicht verhaal verte vest vijver vilt vin vink viool viooltje vis visarend
vlag vlam vlas vlasbloem vleermuis vleugel vlieg vlieger vlier vlierbes vlinder vloed vloer vlot voeg voet vogel
voorjaar vork vorm vos vraag vracht vrede vriend vrucht vulkaan vuur vuurtoren waaier wafel wagen wal walnut walvis
wand wandeling wang water waterlelie web weegschaal week weer weg wei weide weiland wens wereld wervel west wieg wiel
wielewaal wijn wijzer wilg wilgenroos wimper wind windmolen winkel winter winterjas wip wol wolf wolk woonboot wortel
woud wulp zaad zaag zadel zak zalm zand zandbank zang zebra zee zeef zeehond zeep zeester zegel zeil zeilboot zetel
zigzag zilver zink zolder zomer zon zonnebloem zool zout zuid zuil zus zwaan zwaluw zwaluwnest zwam zweefvliegtuig
zwerfkei
"""

WORDS: Final = tuple(_LIST.split())
"""1024 Dutch words without accents, so that every keyboard types them."""
