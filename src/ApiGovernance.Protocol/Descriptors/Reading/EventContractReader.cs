namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class EventContractReader
{
    private const int MaxParties = 200;

    public static EventContractSpec Read(NodeReader spec)
    {
        var contract = new EventContractSpec
        {
            Owner = spec.Text("owner", TextRule.Name),
            Type = spec.Text("type", TextRule.EventType),
            Entity = spec.Text("entity", TextRule.Name),
            Schema = spec.Text("schema", TextRule.SchemaFile),
            OrderingKey = spec.Text("orderingKey", TextRule.OrderingKey),
            Source = spec.OptionalText("source", TextRule.UriReference),
            Stage = spec.Choice<ApiStage>("stage"),
            Visibility = spec.Choice<Visibility>("visibility", Visibility.Internal),
            Producers = spec.Texts("producers", TextRule.Name, maximum: MaxParties),
            Consumers = spec.Texts("consumers", TextRule.Name, maximum: MaxParties),
            DeprecatedOn = spec.Date("deprecatedOn"),
            Sunset = spec.Date("sunset"),
            Successor = spec.OptionalText("successor", TextRule.EventType),
        };
        LifecycleDates.Check(spec, "event", contract.Type, contract.Stage, contract.DeprecatedOn, contract.Sunset);
        return contract;
    }
}
