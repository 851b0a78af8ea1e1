using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>A type of event has one contract, and is followed by one that exists and is still sent.</summary>
internal static class EventRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        const string type = "/spec/type";
        var first = new Dictionary<string, (EventContractDescriptor Contract, LoadedDescriptor Loaded)>(StringComparer.Ordinal);
        foreach ((EventContractDescriptor contract, LoadedDescriptor loaded) in estate.Of<EventContractDescriptor>())
        {
            if (first.TryAdd(contract.Spec.Type, (contract, loaded)))
                continue;
            findings.Error(
                "descriptor-event-type-taken",
                $"`spec.type` is `{contract.Spec.Type}`, which is the type of event contract `{first[contract.Spec.Type].Contract.Name}` in {first[contract.Spec.Type].Loaded.Path}.",
                "Give one of the two another type, or another major version.", loaded.PlaceOf(type), type);
        }

        Dictionary<string, EventContractDescriptor> byType = first.ToDictionary(entry => entry.Key, entry => entry.Value.Contract, StringComparer.Ordinal);
        foreach ((EventContractDescriptor contract, LoadedDescriptor loaded) in estate.Of<EventContractDescriptor>())
        {
            if (contract.Spec.Successor is { } successor)
                CheckSuccessor(contract, successor, byType, loaded, findings);
        }
    }

    private static void CheckSuccessor(
        EventContractDescriptor contract, string successor, Dictionary<string, EventContractDescriptor> byType, LoadedDescriptor loaded, DescriptorFindings findings)
    {
        const string pointer = "/spec/successor";
        if (successor == contract.Spec.Type)
        {
            findings.Error(
                "descriptor-successor", $"Event `{successor}` is its own successor.", "Name the type that takes its place.", loaded.PlaceOf(pointer), pointer);
        }
        else if (!byType.TryGetValue(successor, out EventContractDescriptor? next))
        {
            findings.Error(
                "descriptor-unknown-event", $"There is no event contract of the type `{successor}`.",
                Spelling.Advise(successor, byType.Keys.Where(type => type != contract.Spec.Type), "Known"), loaded.PlaceOf(pointer), pointer);
        }
        else if (contract.Spec.Stage == ApiStage.Deprecated && next.Spec.Stage is (ApiStage.Design or ApiStage.Development or ApiStage.Retired))
        {
            findings.Error(
                "descriptor-successor", $"Event `{contract.Spec.Type}` is deprecated, and its successor `{successor}` is {LifecycleDates.Word(next.Spec.Stage)}.",
                "Name a type in stage preview, active or deprecated.", loaded.PlaceOf(pointer), pointer);
        }
    }
}
