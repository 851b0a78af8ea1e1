using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>Reads what all kinds share, and hands <c>spec</c> to the reader of the kind.</summary>
internal static class EnvelopeReader
{
    private static readonly TextRule Title = TextRule.Line(1, 120);
    private static readonly TextRule Description = TextRule.Length(0, 4000);
    private const int MaxLabels = 100;

    private static readonly TextRule LabelName = TextRule.Line(1, 63);
    private static readonly TextRule LabelValue = TextRule.Line(0, 253);

    private delegate Descriptor SpecReader(NodeReader spec, DescriptorMetadata metadata);

    /// <summary>The kinds that exist, as they are written.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "Team", "Backend", "Plan", "Consumer", "Subscription", "CanonicalEntity", "EventContract", "Waiver", "OverlapDecision", "Api", "Issuers",
    ];

    public static Descriptor? Read(NodeReader root, bool allowNoVersions)
    {
        if (root.OptionalText("apiVersion", TextRule.Any) is { } apiVersion)
        {
            if (apiVersion != Descriptor.ApiVersion)
            {
                root.Findings.Error(
                    "descriptor-apiversion", $"`apiVersion` is {Spelling.Quote(apiVersion)}, which is not known here.",
                    $"Write apiVersion: {Descriptor.ApiVersion}.", root.PlaceOf("apiVersion"), "/apiVersion");
            }
        }
        else if (!root.Has("apiVersion"))
        {
            root.Findings.Error(
                "descriptor-field-missing", "`apiVersion` is missing.", $"Add apiVersion: {Descriptor.ApiVersion}.", root.PlaceOf("apiVersion"), "");
        }

        SpecReader? readSpec = SpecReaderOf(root, allowNoVersions);
        DescriptorMetadata metadata = ReadMetadata(root);
        NodeReader? spec = root.Object("spec", required: true);
        root.Close();
        if (spec is null || readSpec is null)
            return null;

        Descriptor descriptor = readSpec(spec, metadata);
        spec.Close();
        return descriptor;
    }

    private static SpecReader? SpecReaderOf(NodeReader root, bool allowNoVersions)
    {
        string? kind = root.OptionalText("kind", TextRule.Any);
        SpecReader? reader = kind switch
        {
            "Team" => (spec, metadata) => new TeamDescriptor { Metadata = metadata, Spec = TeamReader.Read(spec) },
            "Backend" => (spec, metadata) => new BackendDescriptor { Metadata = metadata, Spec = BackendReader.Read(spec) },
            "Plan" => (spec, metadata) => new PlanDescriptor { Metadata = metadata, Spec = PlanReader.Read(spec) },
            "Consumer" => (spec, metadata) => new ConsumerDescriptor { Metadata = metadata, Spec = ConsumerReader.Read(spec) },
            "CanonicalEntity" => (spec, metadata) => new CanonicalEntityDescriptor { Metadata = metadata, Spec = CanonicalEntityReader.Read(spec) },
            "Subscription" => (spec, metadata) => new SubscriptionDescriptor { Metadata = metadata, Spec = SubscriptionReader.Read(spec, metadata.Name) },
            "EventContract" => (spec, metadata) => new EventContractDescriptor { Metadata = metadata, Spec = EventContractReader.Read(spec) },
            "Waiver" => (spec, metadata) => new WaiverDescriptor { Metadata = metadata, Spec = WaiverReader.Read(spec) },
            "OverlapDecision" => (spec, metadata) => new OverlapDecisionDescriptor { Metadata = metadata, Spec = OverlapDecisionReader.Read(spec) },
            "Api" => (spec, metadata) => new ApiDescriptor { Metadata = metadata, Spec = ApiReader.Read(spec, allowNoVersions) },
            "Issuers" => (spec, metadata) => new IssuersDescriptor { Metadata = metadata, Issuers = IssuersReader.Read(spec) },
            _ => null,
        };
        if (reader is null && kind is not null)
        {
            root.Findings.Error(
                "descriptor-kind", $"`kind` is {Spelling.Quote(kind)}, which is no kind of descriptor.",
                Spelling.Advise(kind, Kinds, "Kinds"), root.PlaceOf("kind"), "/kind");
        }
        else if (!root.Has("kind"))
        {
            root.Findings.Error(
                "descriptor-field-missing", "`kind` is missing.", $"Add one of these kinds: {string.Join(", ", Kinds)}.", root.PlaceOf("kind"), "");
        }

        return reader;
    }

    private static DescriptorMetadata ReadMetadata(NodeReader root)
    {
        if (root.Object("metadata", required: true) is not { } metadata)
            return new DescriptorMetadata("");

        var read = new DescriptorMetadata(metadata.Text("name", root.TextOf("kind") == "Subscription" ? TextRule.SubscriptionName : TextRule.Name))
        {
            Title = metadata.OptionalText("title", Title),
            Description = metadata.OptionalText("description", Description),
            Labels = metadata.Map("labels", (labels, key) => labels.Text(key, LabelValue), LabelName, MaxLabels),
        };
        metadata.Close();
        return read;
    }
}
