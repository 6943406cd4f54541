/**
 * Words from which people make the passwords that are guessed first: grouped by where they come from, so that a reader can see what is missing.
 */
const WORDS: Readonly<Record<string, string>> = {
  "what breached lists open with":
    "password passwort passwd passw pass passphrase secret qwerty qwertyu qwertz azerty letmein " +
    "welcome admin administrator root user guest login logon master changeme default temp temppass " +
    "temporary test tester testing demo sample example access computer internet server system windows " +
    "microsoft google facebook apple iphone samsung android nokia sony dell hello hellohello " +
    "helloworld iloveyou iloveu loveyou loveme lovely love lover lovers kisses trustno trustnoone " +
    "whatever nothing something anything everything forever blink superman batman spiderman " +
    "wonderwoman starwars startrek pokemon pikachu naruto mustang ferrari porsche corvette mercedes " +
    "yamaha harley shadow hunter hunting killer ninja samurai warrior wizard magic dragon phoenix " +
    "tiger lion panther monkey gorilla banana cookie cheese chicken pepper ginger butter sugar honey " +
    "chocolate strawberry cherry orange apples peanut coffee guinness whisky vodka",
  animals:
    "dog dogs doggy puppy puppies cat cats kitty kitten kittens pussycat horse horses pony ponies " +
    "rabbit bunny hamster guineapig fish goldfish dolphin dolphins shark whale penguin penguins " +
    "elephant giraffe zebra bear bears teddybear teddy wolf wolves fox foxy eagle eagles falcon hawk " +
    "robin parrot turtle tortoise snake spider scorpion butterfly ladybird bumblebee dinosaur unicorn " +
    "unicorns",
  "football and sport":
    "football soccer rugby cricket tennis golf golfer hockey baseball basketball boxing cycling " +
    "fishing swimming running liverpool liverpoolfc arsenal gunners chelsea chelseafc manchester " +
    "manutd manunited manchesterunited mancity manchestercity everton evertonfc tottenham spurs " +
    "westham astonvilla villa newcastle newcastleunited sunderland leeds leedsunited middlesbrough " +
    "boro sheffield sheffieldwednesday sheffieldunited blades derby derbycounty nottingham forest " +
    "nottinghamforest leicester leicestercity wolverhampton birmingham birminghamcity westbrom stoke " +
    "stokecity portvale burnley blackburn rovers blackpool preston bolton wigan oldham rochdale bury " +
    "stockport crewe tranmere southampton saints portsmouth pompey bournemouth brighton crystalpalace " +
    "palace charlton millwall fulham qpr brentford watford luton reading norwich norwichcity ipswich " +
    "ipswichtown colchester cambridge oxford swindon bristol bristolcity bristolrovers plymouth " +
    "argyle exeter exetercity torquay yeovil cardiff swansea wrexham celtic celticfc rangers " +
    "rangersfc hearts hibs aberdeen dundee barcelona realmadrid juventus milan bayern ronaldo messi " +
    "beckham rooney gerrard salah kane lampard henry cantona united city england scotland wales " +
    "ireland britain",
  names:
    "james john robert michael mike david dave william will richard rich thomas tom charles charlie " +
    "christopher chris daniel dan danny matthew matt anthony tony mark paul steven steve stephen " +
    "andrew andy kenneth george joshua josh kevin brian edward eddie ronald timothy jason jeffrey " +
    "ryan jacob jake gary nicholas nick eric jonathan jon larry justin scott brandon frank benjamin " +
    "ben gregory greg samuel sam raymond patrick alexander alex jack dennis jerry tyler aaron jose " +
    "adam douglas nathan peter pete zachary kyle walter harold jeremy ethan carl keith roger gerald " +
    "christian terry sean arthur austin noah lawrence jesse joe bryan billy bruce jordan dylan alan " +
    "ralph gabriel roy juan wayne eugene logan randy louis russell vincent philip phil bobby johnny " +
    "bradley lee liam connor callum lewis luke owen oliver ollie harry harrison alfie archie oscar " +
    "leo theo freddie max toby finley muhammad mohammed mohammad ahmed ali hassan hussain ibrahim " +
    "omar stuart craig darren dean barry neil nigel graham gareth simon martin ian colin derek trevor " +
    "clive geoff malcolm mary patricia jennifer jenny linda elizabeth liz barbara susan sue jessica " +
    "jess sarah sara karen lisa nancy betty margaret sandra ashley kimberly kim emily emma donna " +
    "michelle carol amanda mandy dorothy melissa deborah debbie stephanie steph rebecca becky sharon " +
    "laura cynthia kathleen kathy amy angela angie shirley anna brenda pamela pam nicole samantha " +
    "katherine kate katie christine chrissie debra rachel carolyn janet catherine cath maria heather " +
    "diane ruth julie olivia joyce virginia victoria vicky kelly lauren christina joan evelyn judith " +
    "megan andrea cheryl hannah jacqueline jackie martha gloria teresa ann anne annie marie madison " +
    "frances kathryn janice jean abigail alice julia judy sophia sophie grace denise amber doris " +
    "marilyn danielle beverly isabella theresa diana natalie brittany charlotte lottie kayla alexis " +
    "lori amelia mia ava isla ella lily lilly poppy daisy ruby rosie freya evie phoebe millie molly " +
    "holly chloe lucy ellie georgia georgina imogen matilda florence jasmine zoe leah bethany beth " +
    "gemma kirsty tracey tracy lorraine maureen pauline sheila jill gillian wendy hayley stacey " +
    "natasha tasha kerry leanne joanne joanna claire clare nicola lindsay lesley alison fatima aisha " +
    "zainab maryam khadija priya anita",
  pets:
    "buddy bella coco bailey rocky milo buster jasper smokey sooty felix tigger simba nala luna lola " +
    "tilly willow barney benji bruno dexter duke harvey lady lassie marley monty murphy oreo patch " +
    "prince princess rex rolo rusty sasha scooby skye sparky spot storm tess tyson winston woody " +
    "ziggy fluffy misty mittens whiskers garfield snoopy",
  "days, months, seasons, colours, weather":
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june " +
    "july august september october november december spring summer autumn winter season christmas " +
    "xmas easter halloween birthday holiday holidays weekend today tomorrow yesterday morning evening " +
    "midnight red blue green yellow purple pink black white silver golden gold diamond emerald " +
    "sapphire crystal pearl rainbow sunshine sunny sunset sunrise moonlight moonbeam moon star stars " +
    "starlight stardust thunder lightning stormy snow snowman snowflake snowball rain rainy cloud " +
    "cloudy wind fire flame ocean beach seaside mountain river garden flower flowers rose roses tulip " +
    "sunflower bluebell daffodil heaven heavenly angel angels angelic blessed blessing faith hope " +
    "peace jesus jesuschrist christ god allah bismillah buddha bible church",
  "feelings and family":
    "family mother father mum mummy mam dad daddy mumdad mumanddad mumsie nan nana nanny granny " +
    "grandma grandad brother sister sisters baby babe babes babyboy babygirl babies son daughter wife " +
    "husband boyfriend girlfriend friend friends bestfriend bestfriends bff happy happiness smile " +
    "smiley laugh lucky friendship sweet sweety sweetie sweetheart cutie cutiepie gorgeous beautiful " +
    "pretty sexy hottie queen king kings darling dreams dream dreamer believe freedom liberty justice " +
    "money cash million millionaire business boss manager success winner champion champions legend " +
    "hero",
  culture:
    "metallica nirvana slipknot eminem tupac rihanna beyonce madonna elvis beatles oasis blur " +
    "coldplay abba westlife takethat onedirection harrystyles justinbieber bieber taylorswift swiftie " +
    "britney spicegirls drwho doctorwho dalek tardis harrypotter hogwarts gryffindor slytherin " +
    "hermione dumbledore gandalf frodo lordoftherings hobbit matrix terminator jamesbond bond rambo " +
    "godfather simpsons homer bart southpark familyguy eastenders coronation emmerdale minecraft " +
    "fortnite roblox playstation xbox nintendo mario sonic zelda tetris halo callofduty warcraft " +
    "starcraft counterstrike runescape barbie mickey mickeymouse minnie donald donaldduck goofy " +
    "disney tinkerbell bambi dumbo shrek nemo winniethepooh eeyore piglet peppapig paddington",
  places:
    "london coventry bradford hull york lancaster carlisle durham cumbria northumberland yorkshire " +
    "lancashire cheshire shropshire staffordshire derbyshire nottinghamshire lincolnshire " +
    "leicestershire rutland norfolk suffolk essex cambridgeshire northamptonshire northampton " +
    "warwickshire worcestershire herefordshire gloucestershire oxfordshire buckinghamshire " +
    "bedfordshire hertfordshire middlesex surrey kent sussex hampshire berkshire wiltshire dorset " +
    "somerset devon cornwall isleofwight rotherham barnsley doncaster wakefield kirklees calderdale " +
    "wirral sefton knowsley salford trafford tameside walsall dudley sandwell solihull croydon " +
    "bromley camden hackney islington lambeth southwark lewisham greenwich newham barnet enfield " +
    "haringey ealing hounslow hillingdon harrow brent merton sutton kingston richmond wandsworth " +
    "westminster france paris spain madrid italy roma germany berlin america newyork california " +
    "florida texas canada australia sydney africa egypt india pakistan islam bangladesh poland polska " +
    "romania jamaica trinidad nigeria ghana somalia",
  work:
    "social socialwork socialworker socialcare socialservices children childrens childrensservices " +
    "childprotection safeguarding safeguard protection council county countycouncil citycouncil " +
    "borough authority localauthority government gov service services team teams support office " +
    "officer worker workers casework caseworker assessment assessments referral referrals conference " +
    "review mash ofsted section department adult adults health nhs hospital nurse doctor police " +
    "school teacher education student college university kith foster fostering adoption",
  "curses and rudeness":
    "fuck fuckyou fuckoff fucker fucking shit bitch bastard bollocks wanker arsehole asshole dick " +
    "dickhead cock pussy slut whore piss pissoff crap damn hell",
  "the rest of the first thousand":
    "abc abcd abcdef abcdefg aaa asd asdf asdfgh asdfasdf qwe qweasd qweasdzxc qaz qazwsx zxc zxcv " +
    "zxcvbn wasd qwer asdasd xxx zzz ppp abcxyz xyz aabbcc maverick cowboys cowboy yankees lakers " +
    "redsox steelers packers dallas boston chicago denver houston jackson merlin camaro blazer " +
    "trigger snickers booboo bubba bulldog captain casper cobra compaq cookies digital dakota donkey " +
    "enter extreme fantasy fender freddy galaxy gateway genesis gibson giants hammer hardcore hotrod " +
    "icecream iceman indian iwantu jaguar jackass johnson junior knight ladies mistress muffin nascar " +
    "peaches player please private raiders rascal redskins rocket runner scooter scorpio scotty " +
    "sierra skippy speedy squirt stanley startfinish stupid suckit taurus teens tigers tomcat topgun " +
    "toyota travis trouble victor viking voodoo voyager warriors wilson yankee young zaphod zombie " +
    "buttercup marmalade pumpkin sweetpea gizmo goober lollipop marshmallow pancake popcorn pickle " +
    "potato waffles noodle cupcake biscuit custard crumpet treacle toffee caramel vanilla mango melon " +
    "lemon lime peach plum grape raspberry blueberry blackberry kiwi coconut pineapple avocado tomato " +
    "carrot onion garlic bacon sausage burger pizza pasta curry kebab chips crisps",
};

export const COMMON_WORDS: ReadonlySet<string> = new Set(
  Object.values(WORDS).flatMap((words) => words.split(" ")),
);
