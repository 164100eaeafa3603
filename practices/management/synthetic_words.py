"""The words that synthetic practices are made of: what real entries speak of, in five languages."""

WORDS = {
    "en": """skills work people refugees employers training recognition course language diploma support certificate
        newcomers municipality months interview assessment validation experience practice programme adviser mentoring
        placement job professional school students status protection asylum permit application documents weeks company
        companies association university centre office service free costs test level vocational education qualification
        profession regulated nurse teacher hospital engineer kitchen welding care construction transport logistics
        childcare farming software accounting cleaning retail hotel bakery electrician plumber carpenter mechanic
        warehouse driver interpreter volunteer network meeting group partner region city village coach colleague wage
        contract apprenticeship internship portfolio evidence evaluation report result share group women youth parents
        counselling legal housing health digital online workshop bridge pathway dossier authority ministry chamber
        trade union fund loan start-up cooperative library neighbourhood""",
    "nl": """werk vaardigheden vluchtelingen mensen werkgevers opleiding erkenning cursus taal diploma begeleiding
        certificaat nieuwkomers gemeente maanden gesprek beoordeling validatie ervaring praktijk programma adviseur
        mentor stage baan vakman school studenten status bescherming asiel vergunning aanvraag documenten weken bedrijf
        bedrijven vereniging universiteit centrum kantoor dienst gratis kosten toets niveau beroepsonderwijs onderwijs
        kwalificatie beroep verpleegkundige leraar ziekenhuis ingenieur keuken lassen zorg bouw vervoer logistiek
        kinderopvang landbouw boekhouding schoonmaak winkel hotel bakkerij elektricien loodgieter timmerman monteur
        magazijn chauffeur tolk vrijwilliger netwerk groep partner regio stad dorp collega loon contract leerwerkplek
        portfolio bewijs evaluatie rapport resultaat vrouwen jongeren ouders huisvesting bibliotheek buurt""",
    "es": """trabajo competencias refugiados personas empresas formación reconocimiento curso idioma título apoyo
        certificado recién llegados municipio meses entrevista evaluación validación experiencia práctica programa
        orientación mentoría prácticas empleo profesional escuela estudiantes estatuto protección asilo permiso
        solicitud documentos semanas asociación universidad centro oficina servicio gratuito costes prueba nivel
        educación cualificación profesión enfermera profesor hospital ingeniero cocina soldadura cuidados construcción
        transporte logística guardería agricultura contabilidad limpieza comercio hotel panadería electricista
        fontanero carpintero mecánico almacén conductor intérprete voluntario red grupo socio región ciudad pueblo
        compañero salario contrato aprendizaje pruebas informe resultado mujeres jóvenes padres vivienda salud
        homologación biblioteca barrio cooperativa""",
    "ar": """العمل المهارات اللاجئين الناس أصحاب التدريب الاعتراف دورة اللغة شهادة الدعم القادمين البلدية أشهر مقابلة
        التقييم التحقق الخبرة ممارسة برنامج مستشار الإرشاد وظيفة مهني مدرسة طلاب وضع الحماية اللجوء تصريح طلب وثائق
        أسابيع شركة شركات جمعية جامعة مركز مكتب خدمة مجانا تكاليف اختبار مستوى التعليم مؤهل مهنة ممرضة معلم مستشفى
        مهندس مطبخ لحام رعاية بناء نقل حضانة زراعة محاسبة تنظيف متجر فندق مخبز كهربائي سباك نجار ميكانيكي مستودع سائق
        مترجم متطوع شبكة مجموعة شريك منطقة مدينة قرية زميل أجر عقد تدرج أدلة تقرير نتيجة نساء شباب آباء سكن مكتبة""",
    "uk": """робота навички біженці люди роботодавці навчання визнання курс мова диплом підтримка сертифікат новоприбулі
        муніципалітет місяці співбесіда оцінювання підтвердження досвід практика програма радник наставництво стажування
        професіонал школа студенти статус захист притулок дозвіл заява документи тижні компанія компанії асоціація
        університет центр офіс послуга безкоштовно витрати тест рівень освіта кваліфікація професія медсестра вчитель
        лікарня інженер кухня зварювання догляд будівництво транспорт логістика садок землеробство бухгалтерія
        прибирання магазин готель пекарня електрик сантехнік тесляр механік склад водій перекладач волонтер мережа група
        партнер регіон місто село колега зарплата договір докази звіт результат жінки молодь батьки житло бібліотека""",
}
