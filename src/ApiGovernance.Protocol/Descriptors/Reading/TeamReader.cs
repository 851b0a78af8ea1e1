namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class TeamReader
{
    private static readonly TextRule ContactValue = TextRule.Length(1, 320);
    private static readonly string[] ContactTypes = ["email", "chat", "phone", "url"];

    public static TeamSpec Read(NodeReader spec) => new(Contacts(spec, required: true))
    {
        OnCall = spec.OptionalText("onCall", TextRule.NotEmpty),
        SupportUrl = spec.OptionalText("supportUrl", TextRule.HttpUrl),
    };

    public static IReadOnlyList<Contact> Contacts(NodeReader spec, bool required) => spec.List(
        "contacts",
        item => new Contact(item.Word("type", ContactTypes, required: true) ?? "", item.Text("value", ContactValue)),
        minimum: 1,
        required);
}
