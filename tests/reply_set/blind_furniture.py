"""What gateways and people hang on a mail besides the words: banners, disclaimers, signatures."""

BANNERS = (
    (
        "[EXTERNAL] This email originated from outside of the organisation. Do not click links or open attachments unless "
        "you recognise the sender and know the content is safe."
    ),
    "CAUTION: External email. Think before you click.",
    "***** This message came from an external sender *****",
    "You don't often get email from this sender. Learn why this is important",
)
DISCLAIMERS = (
    (
        "This email and any files transmitted with it are confidential and intended solely for the use of the individual "
        "or entity to whom they are addressed. If you have received this email in error please notify the system manager."
    ),
    (
        "**********************************************************************\n"
        "The information in this e-mail may be subject to public disclosure under the Freedom of Information Act 2000.\n"
        "**********************************************************************"
    ),
    (
        "Mae'r neges hon yn gyfrinachol. / This message is confidential and may be monitored.\n"
        "Rydym yn croesawu gohebiaeth yn Gymraeg. / We welcome correspondence in Welsh."
    ),
    "Please consider the environment before printing this email.",
)
SIGNATURES = (
    ("{name}", "Tel: 01632 960 118 | Mob: 07700 900 342"),
    ("{name} (she/her)", "Head of Service", "My working days are Monday to Thursday"),
    ("{name}", "________________________", "Ext. 4417", "www.example.org"),
    ("{name} | Programme Office", "Follow us on social media"),
)
