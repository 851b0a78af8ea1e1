using System.Globalization;
using System.Text.Json.Nodes;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Writes a descriptor as JSON in the shape in which people write it, so that storage, HTTP and files have one form.</summary>
public static class DescriptorWriter
{
    /// <summary>JSON that <see cref="DescriptorReader.FromJson"/> reads back to an equal descriptor; defaults are spelled out.</summary>
    public static string ToJson(Descriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        DescriptorMetadata metadata = descriptor.Metadata;
        JsonObject root = Object(
            ("apiVersion", Descriptor.ApiVersion),
            ("kind", descriptor.Kind),
            ("metadata", Object(
                ("name", metadata.Name),
                ("title", metadata.Title),
                ("description", metadata.Description),
                ("labels", metadata.Labels.Count == 0 ? null : Object([.. metadata.Labels.Select(l => (l.Key, (JsonNode?)l.Value))])))),
            ("spec", Spec(descriptor)));
        return root.ToJsonString(ProtocolJson.Options);
    }

    private static JsonObject Spec(Descriptor descriptor) => descriptor switch
    {
        TeamDescriptor { Spec: var team } => Object(
            ("contacts", Contacts(team.Contacts)), ("onCall", team.OnCall), ("supportUrl", team.SupportUrl)),
        BackendDescriptor { Spec: var backend } => Object(
            ("owner", backend.Owner),
            ("system", backend.System),
            ("address", backend.Address),
            ("timeoutSeconds", backend.TimeoutSeconds),
            ("maxConcurrency", backend.MaxConcurrency)),
        PlanDescriptor { Spec: var plan } => Object(("limits", List(plan.Limits, limit => Object(
            ("name", limit.Name), ("requests", limit.Requests), ("perSeconds", limit.PerSeconds))))),
        ConsumerDescriptor { Spec: var consumer } => Consumer(consumer),
        CanonicalEntityDescriptor { Spec: var entity } => CanonicalEntity(entity),
        ApiDescriptor { Spec: var api } => Api(api),
        IssuersDescriptor { Issuers: var issuers } => Object(("issuers", List(issuers, Issuer))),
        _ => throw new ArgumentException($"{descriptor.GetType().Name} is no kind of descriptor.", nameof(descriptor)),
    };

    private static JsonObject Consumer(ConsumerSpec consumer) => Object(
        ("owner", consumer.Owner),
        ("partner", consumer.Partner),
        ("contacts", consumer.Contacts.Count == 0 ? null : Contacts(consumer.Contacts)),
        ("plan", consumer.Plan),
        ("credentials", List(consumer.Credentials, c => Object(("issuer", c.Issuer), ("clientId", c.ClientId)))),
        ("subscriptions", List(consumer.Subscriptions, s => Object(
            ("api", s.Api), ("versions", s.Versions.Count == 0 ? null : Texts(s.Versions)), ("scopes", Texts(s.Scopes))))));

    private static JsonObject CanonicalEntity(CanonicalEntitySpec entity) => Object(
        ("owner", entity.Owner),
        ("schema", entity.Schema),
        ("version", entity.Version),
        ("names", Some(entity.Names)),
        ("identifiers", Some(entity.Identifiers)),
        ("core", Some(entity.Core)),
        ("assigned", Some(entity.Assigned)),
        ("fields", entity.Fields.Count == 0 ? null : Map(entity.Fields, Texts)),
        ("values", entity.Values.Count == 0 ? null : Map(entity.Values, values => Map(values, Texts))),
        ("states", entity.States.Count == 0 ? null : Map(entity.States, states => Map(states, Texts))));

    private static JsonObject Api(ApiSpec api) => Object(
        ("owner", api.Owner),
        ("domain", api.Domain),
        ("entity", api.Entity),
        ("visibility", Word(api.Visibility)),
        ("dataClassification", Word(api.DataClassification)),
        ("backend", api.Backend),
        ("basePath", api.BasePath),
        ("versioning", Object(("header", api.Versioning.Header), ("default", api.Versioning.Default))),
        ("limits", Object(("maxBodyBytes", api.Limits.MaxBodyBytes))),
        ("authentication", api.AuthenticationRequired ? "required" : "none"),
        ("versions", List(api.Versions, Version)));

    private static JsonObject Version(ApiVersionSpec version) => Object(
        ("name", version.Name),
        ("stage", Word(version.Stage)),
        ("contract", version.Contract),
        ("upstreamPath", version.UpstreamPath.Length == 0 ? null : version.UpstreamPath),
        ("deprecatedOn", Date(version.DeprecatedOn)),
        ("sunset", Date(version.Sunset)),
        ("successor", version.Successor),
        ("documentation", version.Documentation),
        ("validation", Object(("request", Word(version.RequestValidation)))),
        ("backend", version.Backend));

    private static JsonObject Issuer(TokenIssuer issuer) => Object(
        ("name", issuer.Name),
        ("issuer", issuer.Issuer),
        ("metadataUrl", issuer.MetadataUrl),
        ("audiences", Texts(issuer.Audiences)),
        ("algorithms", Texts(issuer.Algorithms)),
        ("tokenTypes", Texts(issuer.TokenTypes)),
        ("clientClaim", issuer.ClientClaim),
        ("scopeClaim", issuer.ScopeClaim),
        ("clockSkewSeconds", issuer.ClockSkewSeconds));

    private static JsonArray Contacts(IReadOnlyList<Contact> contacts) =>
        List(contacts, contact => Object(("type", contact.Type), ("value", contact.Value)));

    private static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var node = new JsonObject();
        foreach ((string name, JsonNode? value) in members)
        {
            if (value is not null)
                node[name] = value;
        }

        return node;
    }

    private static JsonArray List<T>(IReadOnlyList<T> items, Func<T, JsonNode> write) => [.. items.Select(write)];

    private static JsonObject Map<T>(IReadOnlyDictionary<string, T> map, Func<T, JsonNode> write) =>
        Object([.. map.Select(entry => (entry.Key, (JsonNode?)write(entry.Value)))]);

    private static JsonArray? Some(IReadOnlyList<string> items) => items.Count == 0 ? null : Texts(items);

    private static JsonArray Texts(IReadOnlyList<string> items) => [.. items.Select(item => (JsonNode?)item)];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
