using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors.Writing;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

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
            ("contacts", Contacts(team.Contacts)),
            ("onCall", team.OnCall),
            ("supportUrl", team.SupportUrl),
            ("escalation", Some(team.Escalation, step => Object(
                ("afterMinutes", step.AfterMinutes), ("contact", step.Contact is { } contact ? Contact(contact) : null), ("team", step.Team))))),
        BackendDescriptor { Spec: var backend } => BackendWriter.Write(backend),
        PlanDescriptor { Spec: var plan } => PlanWriter.Write(plan),
        ConsumerDescriptor { Spec: var consumer } => Consumer(consumer),
        CanonicalEntityDescriptor { Spec: var entity } => CanonicalEntity(entity),
        EventContractDescriptor { Spec: var contract } => RecordWriter.Write(contract),
        WaiverDescriptor { Spec: var waiver } => RecordWriter.Write(waiver),
        SubscriptionDescriptor { Spec: var subscription } => RecordWriter.Write(subscription),
        OverlapDecisionDescriptor { Spec: var decision } => RecordWriter.Write(decision),
        ApiDescriptor { Spec: var api } => Api(api),
        IssuersDescriptor { Issuers: var issuers } => Object(("issuers", List(issuers, IssuerWriter.Write))),
        _ => throw new ArgumentException($"{descriptor.GetType().Name} is no kind of descriptor.", nameof(descriptor)),
    };

    private static JsonObject Consumer(ConsumerSpec consumer) => Object(
        ("owner", consumer.Owner),
        ("partner", consumer.Partner),
        ("contacts", consumer.Contacts.Count == 0 ? null : Contacts(consumer.Contacts)),
        ("plan", consumer.Plan),
        ("credentials", Some(consumer.Credentials, c => Object(("issuer", c.Issuer), ("clientId", c.ClientId), ("claims", Map(c.Claims, value => value))))),
        ("certificates", Some(consumer.Certificates, c => Object(("sha256", c.Sha256), ("subject", c.Subject), ("authority", c.Authority)))),
        ("signatureKeys", Some(consumer.SignatureKeys, k => Object(
            ("keyId", k.KeyId), ("algorithm", k.Algorithm), ("publicKey", k.PublicKey), ("secret", k.Secret)))),
        ("subscriptions", List(consumer.Subscriptions, s => Object(
            ("api", s.Api), ("versions", s.Versions.Count == 0 ? null : Texts(s.Versions)), ("scopes", Texts(s.Scopes))))),
        ("explain", consumer.Explain ? true : null),
        ("uses", consumer.Uses.Count == 0 ? null : List(consumer.Uses, u => Object(
            ("api", u.Api), ("operation", u.Operation), ("responseFields", Texts(u.ResponseFields))))));

    private static JsonObject CanonicalEntity(CanonicalEntitySpec entity) => Object(
        ("owner", entity.Owner),
        ("schema", entity.Schema),
        ("version", entity.Version),
        ("names", SomeTexts(entity.Names)),
        ("identifiers", SomeTexts(entity.Identifiers)),
        ("core", SomeTexts(entity.Core)),
        ("assigned", SomeTexts(entity.Assigned)),
        ("fields", Map(entity.Fields, Texts)),
        ("values", Map(entity.Values, values => Map(values, Texts))),
        ("states", Map(entity.States, states => Map(states, Texts))));

    private static JsonObject Api(ApiSpec api) => Object(
        ("owner", api.Owner),
        ("domain", api.Domain),
        ("entity", api.Entity),
        ("visibility", Word(api.Visibility)),
        ("dataClassification", Word(api.DataClassification)),
        ("backend", api.Backend),
        ("system", api.System),
        ("basePath", api.BasePath),
        ("versioning", VersioningWriter.Write(api.Versioning)),
        ("limits", Object(("maxBodyBytes", api.Limits.MaxBodyBytes))),
        ("authentication", api.AuthenticationRequired ? "required" : "none"),
        ("policy", OperationPolicyWriter.Write(api.Policy)),
        ("operations", OperationPolicyWriter.Write(api.Operations)),
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
        ("changelog", version.Changelog),
        ("validation", Object(
            ("request", Word(version.RequestValidation)),
            ("response", version.ResponseValidation == ValidationMode.Off ? null : Word(version.ResponseValidation)))),
        ("backend", version.Backend),
        ("releasedOn", Date(version.ReleasedOn)),
        ("canary", VersioningWriter.Write(version.Canary)),
        ("shadow", VersioningWriter.Write(version.Shadow)),
        ("brownOuts", Some(version.BrownOuts, VersioningWriter.Write)));

    private static JsonArray Contacts(IReadOnlyList<Contact> contacts) => List(contacts, Contact);

    private static JsonNode Contact(Contact contact) => Object(("type", contact.Type), ("value", contact.Value));
}
