"""Words that tell a person from a post and a post from a department, for reading lists of owners."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RANKS = _words("""
    acpo ch cllr const constable det detective dr insp inspector miss mr mrs ms prof sergeant sgt sir sup
    superintendent supt
""")
SHORT_RANKS = _words("ACC ACO CC DC DCC DCI DCS DI DS DSP DSU PC PCC PS T")
"""Ranks only when in capitals: Di may be a name."""
POSTS = _words("""
    accountant acting administrator adviser advisor analyst architect assistant associate auditor cfo chair
    chairman chairperson chief clerk commander commissioner consultant controller co-ordinator coordinator
    deputy director engineer executive head interim lead leader manager managers officer officers operational
    owner partner portfolio president principal programme project secretary senior snr specialist strategic
    supervisor technician trainer treasurer vice
""")
BODIES = _words("""
    all board business change code command committee constabulary corporate council data department
    departments directorate directorates facilities finance financial fleet force governance group health hr
    human ict information internal it learning limited ltd management office operations payroll
    people plc police procurement property resources risk safety security service services team
    technology training transport unit vehicle vetting wellbeing
""")
LOWER_IN_NAMES = _words("al bin da de der di la le van von")
