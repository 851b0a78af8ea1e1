using System.Diagnostics.CodeAnalysis;

namespace ApiGovernance.Protocol.Tests.Descriptors;

/// <summary>A sample with one mistake, and what the reader says about it.</summary>
/// <param name="Place">Line and column in the broken sample.</param>
/// <param name="Structural">The JSON Schemas, which know nothing of how values relate, see it too.</param>
[SuppressMessage("Design", "CA1515", Justification = "xunit reads it.")]
public sealed record Mistake(
    string Kind, string Stretch, string Instead, string Rule, string Place, string Message, string? Fix, bool Structural = true)
{
    public override string ToString() => $"{Kind}: {Instead} ({Rule})";

    public static IReadOnlyList<Mistake> All { get; } =
    [
        new("Team", "apigovernance/v1", "v1", "descriptor-apiversion", "1:13", "`apiVersion` is `v1`", "apigovernance/v1"),
        new("Team", "apiVersion: apigovernance/v1\n", "", "descriptor-field-missing", "1:1", "`apiVersion` is missing", "Add apiVersion: apigovernance/v1."),
        new("Team", "kind: Team", "kind: Teem", "descriptor-kind", "2:7", "`kind` is `Teem`", "Did you mean `Team`? Kinds: Team, Backend"),
        new("Team", "kind: Team\n", "", "descriptor-field-missing", "1:1", "`kind` is missing", "Api, Issuers"),
        new("Team", "name: commerce", "name: Commerce", "descriptor-value", "4:9", "`metadata.name` is `Commerce`; it must be lower-case", null),
        new("Team", "  name: commerce\n", "", "descriptor-field-missing", "3:1", "`metadata.name` is missing", "Add `name`"),
        new("Team", "title: Commerce", "title: 2026", "descriptor-type", "5:10", "`metadata.title` is 2026; it must be text", "Put it in quotes: \"2026\"."),
        new("Team", "title: Commerce", "title:", "descriptor-type", "5:", "`metadata.title` is empty; it must be text", null),
        new("Team", "title: Commerce", "titel: Commerce", "descriptor-field-unknown", "5:3", "`metadata.titel` is not a field", "Did you mean `title`? Fields here: name, title"),
        new("Team", "{country: nl}", "{country: 31}", "descriptor-type", "6:21", "`metadata.labels.country` is 31", "quotes"),
        new("Team", "type: email", "type: mail", "descriptor-value", "9:13", "`spec.contacts[0].type` is `mail`", "Did you mean `email`? Use one of: email, chat, phone, url."),
        new("Team", "https://support.example.com/commerce", "support.example.com", "descriptor-value", "12:15", "`spec.supportUrl`", "https://"),
        new("Team", "    - type: email\n      value: commerce@example.com", "    []", "descriptor-range", "9:5", "`spec.contacts` is empty", null),
        new("Team", "    - type: email\n      value: commerce@example.com", "    - commerce@example.com", "descriptor-type", "9:7", "`spec.contacts[0]` is text; it must be an object", null),
        new("Backend", "owner: commerce\n", "ower: commerce\n", "descriptor-field-unknown", "5:3", "`spec.ower`", "Did you mean `owner`?"),
        new("Backend", "https://erp.example.com", "ftp://erp.example.com", "descriptor-value", "7:12", "absolute http or https URL", "Write it like https://"),
        new("Backend", "https://erp.example", "https://user:secret@erp.example", "descriptor-value", "7:12", "without user name", null, Structural: false),
        new("Backend", "timeoutSeconds: 30", "timeoutSeconds: 601", "descriptor-range", "8:19", "`spec.timeoutSeconds` is 601; it must be a whole number from 1 to 600", null),
        new("Backend", "timeoutSeconds: 30", "timeoutSeconds: 2.5", "descriptor-range", "8:19", "is 2.5; it must be a whole number", null),
        new("Backend", "timeoutSeconds: 30", "timeoutSeconds: '30'", "descriptor-type", "8:19", "is text; it must be a whole number", null),
        new("Backend", "maxConcurrency: 64", "maxConcurrency: 0", "descriptor-range", "9:19", "a whole number of at least 1", null),
        new("Plan", "requests: 50,", "", "descriptor-field-missing", "6:7", "`spec.limits[0].requests` is missing", "Add `requests`: a whole number."),
        new("Plan", "name: sustained", "name: burst", "descriptor-duplicate", "7:14", "there already is a limit `burst`", "another name", Structural: false),
        new("Consumer", "  owner: commerce\n", "", "descriptor-owner", "4:1", "neither `owner` nor `partner`", "a trading partner's"),
        new("Consumer", "  plan: standard", "  plan: standard\n  partner: Northwind", "descriptor-owner", "7:12", "both `owner` and `partner`", "one of our teams"),
        new("Consumer", "[v1, v2]", "[v1, v1]", "descriptor-duplicate", "12:22", "`spec.subscriptions[0].versions[1]` repeats `v1`", "Remove it."),
        new("Consumer", "[v1, v2]", "[v1, 2]", "descriptor-type", "12:22", "`spec.subscriptions[0].versions[1]` is 2; it must be text", "\"2\""),
        new("Consumer", "[v1, v2]", "[v1, vv2]", "descriptor-value", "12:22", "must be `v` and a number", "Write v1, v2"),
        new("Consumer", "[orders.read]", "[orders read]", "descriptor-value", "13:16", "RFC 6749", "orders.read"),
        new("CanonicalEntity", "order.schema.yaml", "../order.schema.yaml", "descriptor-value", "6:11", "in the descriptor's folder or below", "Write it like"),
        new("CanonicalEntity", "[shipped, cancelled]", "[shiped, cancelled]", "descriptor-state", "9:13", "`spec.states.status.open` leads to `shiped`", "Did you mean `shipped`?", Structural: false),
        new("CanonicalEntity", "version: 2", "version: 0", "descriptor-range", "12:12", "`spec.version` is 0; it must be a whole number from 1 to 999", null),
        new("CanonicalEntity", "[salesOrder, purchase-order]", "[sales order]", "descriptor-value", "13:11", "`spec.names[0]` is `sales order`", "Write it like salesOrder."),
        new("CanonicalEntity", "[id, lines.sku]", "[id, 'lines[].sku']", "descriptor-value", "15:14", "`spec.core[1]` is `lines[].sku`", "lines.quantity"),
        new("CanonicalEntity", "[qty, orderedQuantity]", "[]", "descriptor-range", "18:21", "`spec.fields.lines.quantity` is empty", null),
        new("CanonicalEntity", "lines.quantity: [qty", "/lines/quantity: [qty", "descriptor-value", "18:22", "names no field", "lines.quantity"),
        new("CanonicalEntity", "shipped: [sent]", "shipped: [voided]", "descriptor-duplicate", "22:16", "already stands for `cancelled`", "one value", Structural: false),
        new("Api", "/sales/orders", "/sales/orders/", "descriptor-value", "11:13", "without a slash at the end", "Write it like /commerce/order-intake."),
        new("Api", "visibility: partner", "visibility: extern", "descriptor-value", "8:15", "`spec.visibility` is `extern`", "Use one of: internal, partner, public."),
        new("Api", "  backend: erp\n  basePath", "  basePath", "descriptor-field-missing", "4:1", "`spec.backend` is missing", "Add `backend`"),
        new("Api", "authentication: required", "authentication: optional", "descriptor-value", "14:19", "`spec.authentication`", "required, none"),
        new("Api", "header: Api-Version", "header: 'Api Version'", "descriptor-value", "12:24", "RFC 9110", "Api-Version"),
        new("Api", "stage: active", "stage: aktive", "descriptor-value", "25:14", "`spec.versions[1].stage` is `aktive`", "Did you mean `active`?"),
        new("Api", "2027-06-30", "30.06.2027", "descriptor-date", "21:15", "`30.06.2027`, which is no date", "2027-06-30"),
        new("Api", "2027-06-30", "2027-06-31", "descriptor-date", "21:15", "which is no date", "2027-06-30"),
        new("Api", "2027-06-30", "2026-05-30", "descriptor-lifecycle", "21:15", "2026-05-30, before `deprecatedOn` 2026-06-01", "notice", Structural: false),
        new("Api", "      sunset: 2027-06-30\n", "", "descriptor-lifecycle", "17:14", "version `v1` is deprecated", "Add the last day"),
        new("Api", "stage: active", "stage: retired", "descriptor-lifecycle", "25:14", "`spec.versions[1].deprecatedOn` is missing: version `v2` is retired", "deprecatedOn: 2026"),
        new("Api", "name: v2", "name: v1", "descriptor-duplicate", "24:13", "there already is a version `v1`", "Remove", Structural: false),
        new("Api", "contract: v2/openapi.yaml", "contract: ../v2/openapi.yaml", "descriptor-value", "26:17", "`spec.versions[1].contract`", "v1/openapi.yaml"),
        new("Api", "upstreamPath: /v1", "upstreamPath: v1/", "descriptor-value", "19:21", "begins with a slash", "Write it like /v1."),
        new("Api", "{request: report}", "{response: report}", "descriptor-field-unknown", "27:20", "`spec.versions[1].validation.response`", "request"),
        new("Issuers", "name: entra", "name: embedded", "descriptor-value", "6:13", "the built-in authority", null),
        new("Issuers", "[RS256]", "[HS256]", "descriptor-value", "9:20", "`spec.issuers[0].algorithms[0]` is `HS256`", "RS256"),
        new("Issuers", "clockSkewSeconds: 60", "clockSkewSeconds: 900", "descriptor-range", "13:25", "from 0 to 300", null),
    ];
}
