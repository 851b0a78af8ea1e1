namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class PlanReader
{
    private const int MaxApis = 100;

    public static PlanSpec Read(NodeReader spec)
    {
        var names = new UniqueNames("limit");
        return new PlanSpec(spec.List("limits", item => Limit(item, names), minimum: 1, required: true));
    }

    private static PlanLimit Limit(NodeReader item, UniqueNames names) => new(
        names.Read(item, "name", TextRule.Name),
        item.Integer("requests", 1, int.MaxValue, required: true) ?? 1,
        item.Integer("perSeconds", 1, int.MaxValue, required: true) ?? 1)
    {
        Window = item.Choice<LimitWindow>("window", LimitWindow.Bucket),
        Per = item.Choice<LimitScope>("per", LimitScope.Consumer),
        Apis = item.Texts("apis", TextRule.Name, minimum: 1, maximum: MaxApis),
    };
}
