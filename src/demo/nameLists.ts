/** Names common in each heritage, as lists to draw from. The family names of the largest group are uncommon ones, so that no pair is likely to be anybody. */
export type Heritage =
  | "british"
  | "irish"
  | "polish"
  | "romanian"
  | "albanian"
  | "caribbean"
  | "westAfrican"
  | "somali"
  | "eritrean"
  | "sudanese"
  | "pakistani"
  | "bangladeshi"
  | "indian"
  | "chinese"
  | "arabic"
  | "kurdish"
  | "afghan"
  | "vietnamese";

type Given = {
  readonly girls: readonly string[];
  readonly boys: readonly string[];
  readonly women: readonly string[];
  readonly men: readonly string[];
};

const list = (names: string): readonly string[] => names.split(" ");

export const GIVEN: { readonly [heritage in Heritage]: Given } = {
  british: {
    girls: list(
      "Amelia Isla Ava Ivy Florence Poppy Evie Rosie Ellie-Mae Lacey Skyla Lexi Millie Daisy Layla Harper Maisie Summer Darcie Tilly Lola-Mae Ruby Erin Phoebe Bonnie Esme Hallie Nancy Orla Robyn Keira Caitlin Chloe Amber Jasmine Faith Megan Lily-Rose Eliza Thea Niamh Scarlett Willow Brooke Libby Matilda Bethany Courtney Shannon Aimee",
    ),
    boys: list(
      "Oliver Noah Leo Alfie Archie Theo Freddie Teddy Jaxon Tommy-Lee Riley Kian Tyler Callum Jayden Alfie-Jay Reggie Ronnie Frankie Bobby Logan Mason Harrison Jude Finley Toby Ethan Kai Corey Connor Dylan Joshua Reuben Albie Louie Rory Hugo Oscar Zach Brandon Kieran Liam Owen Jake Ryan Bailey Harley Ellis Kayden Lucas",
    ),
    women: list(
      "Kelly Stacey Gemma Donna Leanne Natasha Kirsty Hayley Samantha Rebecca Louise Michelle Jade Kayleigh Chantelle Toni Danielle Laura Nicola Zoe Becky Amy Siobhan Charlene Tracey Lorraine Carly Lyndsey Sophie Abigail Hannah Rachel Clare Joanne Dawn Lisa Julie Rhian Heather Melanie",
    ),
    men: list(
      "Lee Craig Darren Wayne Shaun Gary Dean Carl Jason Scott Stuart Kevin Ricky Ashley Jordan Mark Paul Steven Daniel Adam Ross Kyle Nathan Martin Simon Andrew Karl Damien Gavin Richard Luke Matthew Aaron Ian Barry Neil Robert Gareth Peter Phillip",
    ),
  },
  irish: {
    girls: list("Aoife Saoirse Roisin Kathleen Margaret Bridget Nora Shannon"),
    boys: list("Cormac Declan Michael Patrick Tiernan Oisin Jimmy Eoin"),
    women: list("Bridie Maureen Siobhan Kathleen Deirdre Noreen Nuala"),
    men: list("Michael Patrick Brendan Declan Miley Dermot Gerard Francis"),
  },
  polish: {
    girls: list("Zuzanna Maja Lena Oliwia Alicja Hanna Gabriela Nikola"),
    boys: list("Jakub Kacper Szymon Antoni Filip Oskar Wiktor Mateusz"),
    women: list("Agnieszka Katarzyna Magdalena Joanna Monika Ewelina Beata Dorota"),
    men: list("Piotr Marcin Tomasz Krzysztof Pawel Rafal Grzegorz Dariusz"),
  },
  romanian: {
    girls: list("Andreea Elena Daria Ioana Bianca Larisa Sofia Denisa"),
    boys: list("Andrei Stefan Ionut Matei Darius Razvan Florin Luca"),
    women: list("Mihaela Cristina Simona Ramona Alina Daniela Loredana Violeta"),
    men: list("Marius Ionel Costel Adrian Gheorghe Cristian Vasile Sorin"),
  },
  albanian: {
    girls: list("Arta Elira Dafina Besa Ilirjana Klea"),
    boys: list("Ardit Besnik Erion Klajdi Ermal Luan"),
    women: list("Mirela Valbona Anila Teuta Flutura Drita"),
    men: list("Agron Bujar Fatmir Skender Ilir Arben"),
  },
  caribbean: {
    girls: list("Shanice Aaliyah Tiana Nevaeh Kezia Imani Renee Amara"),
    boys: list("Tyrese Jermaine Malachi Dante Kymani Josiah Romario Levi"),
    women: list("Marcia Yvonne Sharon Keisha Natalie Simone Latoya Denise"),
    men: list("Leroy Winston Errol Marlon Delroy Andre Courtney Omar"),
  },
  westAfrican: {
    girls: list("Adaeze Temitope Abena Chiamaka Folake Efua Ifeoma Akosua"),
    boys: list("Chidi Kwame Tunde Emeka Kofi Babatunde Ikenna Yaw"),
    women: list("Ngozi Bukola Comfort Blessing Adwoa Funmilayo Patience Esther"),
    men: list("Emmanuel Chukwuma Samuel Kwabena Olumide Festus Ebenezer Sunday"),
  },
  somali: {
    girls: list("Hodan Ayaan Ifrah Sagal Hamdi Nasteho"),
    boys: list("Abdirahman Mahad Zakariye Liban Guled Ayub"),
    women: list("Fadumo Hawa Sahra Khadra Amina Ubah"),
    men: list("Abdullahi Mohamud Hassan Farah Yusuf Ismail"),
  },
  eritrean: {
    girls: list("Senait Selam Feven Rahwa Luwam Winta"),
    boys: list("Yonas Filmon Robel Natnael Samiel Merhawi"),
    women: list("Letebrhan Abeba Mebrat Tsige Almaz Rigbe"),
    men: list("Tesfay Berhane Kidane Habtom Goitom Mehari"),
  },
  sudanese: {
    girls: list("Rania Salma Tasneem Hiba Duaa Alaa"),
    boys: list("Mutasim Ismail Bakri Hamid Mubarak Adam"),
    women: list("Hajja Awatif Zeinab Fathia Halima Nafisa"),
    men: list("Abdelrahim Osman Idris Tijani Salah Musa"),
  },
  pakistani: {
    girls: list("Aisha Zainab Hafsa Maryam Alishba Inaya Sumaiya Anaya"),
    boys: list("Hamza Ibrahim Mustafa Rayyan Zayn Haroon Subhan Danyal"),
    women: list("Shazia Nasreen Rukhsana Sobia Farzana Samina Rubina Saima"),
    men: list("Tariq Nadeem Khalid Shahid Javed Waqar Asif Zahid"),
  },
  bangladeshi: {
    girls: list("Tahmida Nusrat Fahmida Samiha Jannat Ruqayyah"),
    boys: list("Tanvir Rafiq Samiul Nayeem Fahim Zubair"),
    women: list("Shirin Rahima Nasima Shelina Momtaz Jahanara"),
    men: list("Abdul-Kadir Shofiqul Mizanur Anwar Nazrul Faruk"),
  },
  indian: {
    girls: list("Anika Diya Simran Kiran Meera Jasleen"),
    boys: list("Arjun Rohan Harjit Vikram Gurpreet Kunal"),
    women: list("Sunita Harpreet Manjit Rekha Jaswinder Bhavna"),
    men: list("Rajesh Balwinder Sukhdev Dinesh Amarjit Nilesh"),
  },
  chinese: {
    girls: list("Mei-Ling Xin Jia-Yi Wing-Yan"),
    boys: list("Wei Jun-Hao Zihan Ka-Ho"),
    women: list("Li-Na Suk-Yee Hui Xiao-Yan"),
    men: list("Guo-Qiang Wai-Keung Jian Chi-Ming"),
  },
  arabic: {
    girls: list("Yasmin Noor Rima Dana Lamees Sidra"),
    boys: list("Omar Karim Bilal Sami Anas Jawad"),
    women: list("Huda Manal Wafa Nadia Rasha Amal"),
    men: list("Mahmoud Ziad Bassam Nabil Jamal Fadi"),
  },
  kurdish: {
    girls: list("Shilan Avin Rojin Hevi Sozan Dilan"),
    boys: list("Rebin Karwan Diyar Shwan Aram Hiwa"),
    women: list("Shirin Nasrin Gulistan Bahar Chiman Parwin"),
    men: list("Kamaran Sherko Azad Rizgar Hoshyar Dler"),
  },
  afghan: {
    girls: list("Parwana Zohra Mursal Shabnam Laila Frishta"),
    boys: list("Ahmadullah Sajid Farhad Naveed Esmat Rohullah"),
    women: list("Fawzia Gulalai Nafas Shukria Bibi-Gul Zarmina"),
    men: list("Abdul-Wali Najibullah Ghulam Hamidullah Sher-Ali Rahmatullah"),
  },
  vietnamese: {
    girls: list("Linh Trang Ngoc Thao"),
    boys: list("Minh Duc Hieu Tuan"),
    women: list("Thi-Hoa Lan Phuong Yen"),
    men: list("Van-Hung Quang Thanh Long"),
  },
};

export const SURNAMES: { readonly [heritage in Heritage]: readonly string[] } = {
  british: list(
    "Bramhall Tuckley Wardlow Larkham Ormsby Thackray Pennock Hollins Mossop Birtles Wetherill Cudworth Haslam Ibbotson Threlfall Catterall Grimshaw Stockdale Winstanley Metcalfe Rowbottom Entwistle Lumb Hardcastle Sowerby Tunstall Fairbrass Gledhill Whitlock Marland Horsfall Earnshaw Pickersgill Duxbury Ollerton Blenkin Swales Harker Teasdale Wragg Plumtree Kitson Boothroyd Clegg Nuttall Raistrick Sugden Denby Garside Holroyd Spedding Tolson Redfearn Pollitt Crossland Hinchliffe Beaumont Varley Lockwood Armitage Shackleton Wilde Dyson Bentham Cartledge Furness Gaunt Heseltine Jessop Kettlewell Leadbetter Mawson Nettleton Oldroyd Peace Quarmby Ramsden Stead Tordoff Uttley Verity Whiteley Yeadon Ainley",
  ),
  irish: list("Quilligan Hanrahan Mulcahy Tierney Sheerin Geraghty Coffey Maughan Delaney Cawley"),
  polish: list("Zawadzki Pietrzak Wrona Sobczak Gajda Mroczek Kubiak Bednarz Olejnik Stasiak"),
  romanian: list("Dumitrache Stancu Olteanu Moldovan Ciobanu Neagu Lacatus Vaduva Balan Rusu"),
  albanian: list("Hoxhaj Shehu Dervishi Kola Prifti Leka Gjini Marku"),
  caribbean: list("Pinnock Braithwaite Samuels Blackwood Gayle Dacosta Weekes Grannum Bennett-Cole"),
  westAfrican: list(
    "Adebanjo Nwachukwu Ofori-Darko Eze Boateng-Addo Olatunji Ampofo Uchenna Owusu-Sarpong Bangura",
  ),
  somali: list("Warsame Jama Abdi-Nur Geedi Samatar Haybe Dualeh Egal"),
  eritrean: list("Tekle Haile-Woldu Gebremedhin Ogbazghi Weldemariam Kiflay Abrahaley Tesfazghi"),
  sudanese: list("Abaker Eltayeb Adam-Ishag Hamdan Yagoub Abdalla Arbab Suliman"),
  pakistani: list("Chaudhry-Malik Akhtar Hussain-Shah Mahmood Rafiq Bashir Sadiq Kauser Iqbal-Raja Qureshi"),
  bangladeshi: list("Miah Uddin Chowdhury Begum-Ali Rahman-Khan Islam-Talukder Sarkar Mazumder"),
  indian: list("Bhogal Sandhar Parmar Solanki Dhesi Chudasama Rathod Matharu"),
  chinese: list("Cheung Leung Zheng Tsang Lau Fung"),
  arabic: list("Al-Khatib Haddad-Nasser Mansour Darwish Sabbagh Al-Jabiri Shaheen Barakat"),
  kurdish: list("Barzanji Hamarash Mahmoodi Karimpour Shexani Zebari Rashidi Qaradaghi"),
  afghan: list("Stanikzai Safi Ahmadzai Hotak Noorzai Zadran Popalzai Miakhel"),
  vietnamese: list("Nguyen-Vu Pham-Thi Tran-Le Hoang Dinh Bui-Duc"),
};
