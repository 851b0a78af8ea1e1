namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class WaiverReader
{
    private const int MaxFingerprints = 500;

    private static readonly TextRule Ticket = TextRule.Line(1, 300);

    public static WaiverSpec Read(NodeReader spec) => new(
        spec.Texts("fingerprints", TextRule.Fingerprint, minimum: 1, required: true, maximum: MaxFingerprints),
        spec.Text("reason", TextRule.Reason),
        spec.Text("owner", TextRule.Name),
        spec.Date("expires", required: true) ?? default)
    {
        Ticket = spec.OptionalText("ticket", Ticket),
        Api = spec.OptionalText("api", TextRule.Name),
    };
}
