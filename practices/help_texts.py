"""What the forms of the admin say about the fields of practices, pathways and professions: what to write, and why."""

from django.utils.translation import gettext_lazy as _

KINDS = _("What sort of help it is. Readers filter by it; choose only what the source says.")
AUDIENCES = _("For whom it is of use: refugees, employers or service providers. Readers filter by it.")
STAGES = _("The steps of the validation of skills that it covers. None: it is not about validation.")
ELIGIBLE = _("Which legal status lets one take part, by the source. None: not known.")
SCOPE = _("How far it reaches, so that readers know whether it is near enough for them.")
STATUS = _("Whether one can still take part. What has ended stays, marked as ended.")
EVIDENCE = _(
    "How well it is shown that it works. Choose more than “described” only where a source shows it."
)
WHAT = _("What happens there and what one gets from it, in short sentences.")
START_YEAR = _("The year it began, by the source. Empty: not known.")
END_YEAR = _("The year it ended: the page says so. Empty while it runs.")
LEAD = _("The organisation that runs it, if it is in the directory: readers can go on to its page.")
LEAD_NAME = _("Who runs it, in the words of the source, where it is not in the directory.")
PARTNERS = _("Organisations of the directory that work on it together with the lead.")
SUCCESSOR = _("The practice that took its place: readers of an ended one are sent on to it.")
STEP_TEXT = _("One thing that one does, or that happens, in one or two short sentences.")

STATUS_OF_PERSON = _("The legal status that this is about: each country has one page for each status.")
WORK_ANSWER = _("May such a person work? The shortest true answer; choose “not known” where no source says it.")
WORK_RULE = _("What the law says, in plain words: from when one may work, and with which permit.")
WORK_LIMITS = _("Jobs that are closed or need something more. Empty: no source names any.")

TOPIC = _("The question that this text answers for its readers.")
AUDIENCE = _("Who reads it: the text speaks to them.")

STEP_TITLE = _("What to do, as a short instruction: it is the heading of the step.")
STEP_WHAT = _("How one does it, in order, in short sentences that a newcomer understands.")
STEP_WHERE = _("The office or the web page where one does it.")
IF_MISSING = _("What to do without the papers that this step asks for. Empty: not known.")
ACCESS = _("For which occupations this step is: readers with another one do not see it.")
ACTS_TODAY = _("Tick it if one can do this at once, without waiting for anybody.")
SHOWS_ACCESS = _("Tick it to show here whether one may work with the legal status that was chosen.")
SHOWS_PROFESSIONS = _("Tick it to name here the authority for the occupation that was chosen.")
HELPING_ORGANISATIONS = _("Organisations of the directory that help with this step.")
HELPING_PRACTICES = _("Practices of the directory that do this step: readers are sent on to them.")

DIRECTIVE = _("The European directive that the rule comes from, such as 2005/36/EC. Empty: none.")
RULE_KIND = _("What the rule is about: it decides where readers see it.")
REGULATED = _("Does the law say who may work in it? Unknown, where no source says it.")
SUBJECT = _("The profession, or the subject of the rule, in everyday words.")
RULE_TEXT = _("What the rule asks of a newcomer, in plain words.")
PROFESSION = _("The profession, in everyday words, so that people find their own.")
AUTHORITY = _("Who decides, in the words of the source, where it is not in the directory.")
AUTHORITIES = _("The organisations of the directory that decide: readers can go on to their pages.")
CONDITIONS = _("What one must have or do to work in it: papers, languages, examinations.")

EMPLOYMENT_SERVICES = _("The public employment service, or its parts, as organisations of the directory.")
AREA = _("Diplomas, regulated professions, or skills learnt at work: each has its own way of recognition.")
AREA_SUMMARY = _("Who decides, what one hands in and what one gets, in short sentences.")
BODY_NAME = _("What the office is called, so that readers find it.")
BODY_DOES = _("What readers can get there, or for which professions it decides.")
