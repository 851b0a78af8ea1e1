namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class TeamReader
{
    private static readonly TextRule ContactValue = TextRule.Line(1, 320);
    private const int MaxContacts = 20;
    private const int MaxSteps = 10;
    private const int MaxMinutes = 7 * 24 * 60;

    private static readonly string[] ContactTypes = ["email", "chat", "phone", "url"];

    public static TeamSpec Read(NodeReader spec) => new(Contacts(spec, required: true))
    {
        OnCall = spec.OptionalText("onCall", TextRule.NotEmpty),
        SupportUrl = spec.OptionalText("supportUrl", TextRule.HttpUrl),
        Escalation = Escalation(spec),
    };

    public static IReadOnlyList<Contact> Contacts(NodeReader spec, bool required) => spec.List(
        "contacts", ContactOf, minimum: 1, required, MaxContacts);

    private static Contact ContactOf(NodeReader item) => new(item.Word("type", ContactTypes, required: true) ?? "", item.Text("value", ContactValue));

    private static IReadOnlyList<EscalationStep> Escalation(NodeReader spec)
    {
        int before = 0;
        return spec.List("escalation", item => Step(item, ref before), maximum: MaxSteps);
    }

    private static EscalationStep Step(NodeReader item, ref int before)
    {
        var step = new EscalationStep(item.Integer("afterMinutes", 0, MaxMinutes, required: true) ?? before)
        {
            Contact = item.Object("contact", ContactOf),
            Team = item.OptionalText("team", TextRule.Name),
        };
        item.ExactlyOne("descriptor-escalation", "Name whom to turn to: `contact` (type and value) or `team` (another team).", "contact", "team");
        if (step.AfterMinutes < before)
        {
            item.Findings.Error(
                "descriptor-escalation", $"`{item.LabelOf("afterMinutes")}` is {step.AfterMinutes}, fewer than the {before} of the step before.",
                "Write the steps in the order in which they are taken.", item.PlaceOf("afterMinutes"), item.PointerOf("afterMinutes"));
        }

        before = step.AfterMinutes;
        return step;
    }
}
