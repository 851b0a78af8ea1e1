using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Access;

/// <summary>Reads kind <c>AccessPolicy</c>. With an error in it nobody may rely on what is left: the host does not start.</summary>
internal sealed class AccessPolicyReader
{
    private const int MaxText = 200;

    private readonly PolicyDocument _policy;
    private readonly IReadOnlyList<string> _known;
    private List<string> _issuers = [];

    private AccessPolicyReader(PolicyDocument policy, IReadOnlyList<string> known) => (_policy, _known) = (policy, known);

    /// <param name="issuers">Those of <c>traffic/issuers.yaml</c>.</param>
    public static (AccessPolicy? Policy, IReadOnlyList<Finding> Findings) Read(SourceDocument document, IEnumerable<TokenIssuer> issuers)
    {
        PolicyDocument policy = PolicyDocument.Open(document, "AccessPolicy");
        if (policy.Spec is not { } spec)
            return (null, policy.Findings);
        AccessPolicyReader reader = new(policy, [ConsumerCredential.EmbeddedIssuer, .. issuers.Select(issuer => issuer.Name)]);
        return (reader.Read(spec), policy.Findings);
    }

    private AccessPolicy Read(DocumentNode spec)
    {
        _policy.AllowOnly(spec, "/spec", "audience", "issuers", "nameClaim", "allowAnonymousLocal", "bindings");
        _policy.Require(spec, "/spec", "audience");
        _issuers = Issuers(spec);
        return new AccessPolicy
        {
            Audience = Text(spec, "/spec", "audience") ?? "",
            Issuers = _issuers,
            NameClaim = Text(spec, "/spec", "nameClaim"),
            AllowAnonymousLocal = Flag(spec, "allowAnonymousLocal"),
            Bindings = Bindings(spec),
        };
    }

    private List<string> Issuers(DocumentNode spec)
    {
        List<string> issuers = [];
        if (_policy.Require(spec, "/spec", "issuers") is not { } list)
            return issuers;
        if (!list.IsArray || list.Items.Count == 0)
        {
            _policy.Wrong(list, "/spec/issuers", "`issuers` must be a list of at least one name.", $"Known are: {string.Join(", ", _known)}.");
            return issuers;
        }

        for (int i = 0; i < list.Items.Count; i++)
        {
            DocumentNode item = list.Items[i];
            if (item.AsString is not { } name || !_known.Contains(name, StringComparer.Ordinal))
                _policy.Wrong(item, $"/spec/issuers/{i}", $"`{item.Text}` is no known issuer.", $"Known are: {string.Join(", ", _known)}. Others are added in policies/traffic/issuers.yaml.");
            else
                issuers.Add(name);
        }

        return issuers;
    }

    private List<AccessBinding> Bindings(DocumentNode spec)
    {
        List<AccessBinding> bindings = [];
        if (_policy.Require(spec, "/spec", "bindings") is not { } list)
            return bindings;
        if (!list.IsArray)
        {
            _policy.Wrong(list, "/spec/bindings", "`bindings` must be a list.", "Write `- role: ...` for each.");
            return bindings;
        }

        for (int i = 0; i < list.Items.Count; i++)
        {
            if (Binding(list.Items[i], $"/spec/bindings/{i}") is { } binding)
                bindings.Add(binding);
        }

        return bindings;
    }

    private AccessBinding? Binding(DocumentNode node, string pointer)
    {
        if (!node.IsObject)
        {
            _policy.Wrong(node, pointer, "A binding is an object.", "Write `role`, then `clientId`, or `claim` and `value`.");
            return null;
        }

        _policy.AllowOnly(node, pointer, "role", "issuer", "clientId", "claim", "value", "teams");
        string? clientId = Text(node, pointer, "clientId");
        string? claim = Text(node, pointer, "claim");
        string? value = Text(node, pointer, "value");
        if (clientId is null == (claim is null && value is null) || (claim is null) != (value is null))
            _policy.Wrong(node, pointer, "A binding names a `clientId`, or a `claim` with its `value`.", "Write one of the two.");
        CatalogRole? role = Role(node, pointer);
        string? issuer = Issuer(node, pointer);
        IReadOnlyList<string> teams = Teams(node, pointer, role);
        return role is null || issuer is null
            ? null
            : new AccessBinding(role.Value, issuer) { ClientId = clientId, Claim = claim, Value = value, Teams = teams, Place = node.Span, Pointer = pointer };
    }

    private CatalogRole? Role(DocumentNode node, string pointer)
    {
        if (_policy.Require(node, pointer, "role") is not { } written)
            return null;
        CatalogRole? role = RoleNames.Parse(written.AsString);
        if (role is null)
            _policy.Wrong(written, $"{pointer}/role", $"`{written.Text}` is no role.", $"Write one of: {string.Join(", ", RoleNames.All)}.");
        return role;
    }

    /// <summary>Two issuers may each have a client or a group of one name, so which is meant is said.</summary>
    private string? Issuer(DocumentNode node, string pointer)
    {
        if (node["issuer"] is not { } written)
        {
            if (_issuers.Count == 1)
                return _issuers[0];
            if (_issuers.Count > 1)
                _policy.Wrong(node, pointer, "`issuer` is missing, and there are several.", $"Write one of: {string.Join(", ", _issuers)}.");
            return null;
        }

        if (written.AsString is { } name && _issuers.Contains(name, StringComparer.Ordinal))
            return name;
        _policy.Wrong(written, $"{pointer}/issuer", $"`{written.Text}` is not among the issuers of this policy.", $"Add it to `spec.issuers`, or write one of: {string.Join(", ", _issuers)}.");
        return null;
    }

    private List<string> Teams(DocumentNode node, string pointer, CatalogRole? role)
    {
        bool takesTeams = role is CatalogRole.Owner or CatalogRole.Ci;
        List<string> teams = [];
        if (node["teams"] is not { } list)
        {
            if (takesTeams)
                _policy.Wrong(node, pointer, $"`teams` is missing: {RoleNames.Of(role!.Value)} is a role for teams.", "Write for example `teams: [sales]`.");
            return teams;
        }

        if (role is not null && !takesTeams)
            _policy.Wrong(list, $"{pointer}/teams", $"`teams` says nothing for the role {RoleNames.Of(role.Value)}, which is not limited to teams.", "Leave it out, or give the role owner or ci.");
        if (!list.IsArray || list.Items.Count == 0)
            _policy.Wrong(list, $"{pointer}/teams", "`teams` must be a list of at least one team.", "Write for example `teams: [sales]`.");
        for (int i = 0; i < list.Items.Count; i++)
        {
            DocumentNode item = list.Items[i];
            if (item.AsString is { Length: > 0 and <= MaxText } team && (team != CatalogActor.EveryTeam || role != CatalogRole.Owner))
                teams.Add(team);
            else
                _policy.Wrong(item, $"{pointer}/teams/{i}", $"`{item.Text}` is no team.", item.AsString == CatalogActor.EveryTeam ? "An owner of everything is an architect." : "Write a team's name.");
        }

        return teams;
    }

    private string? Text(DocumentNode parent, string pointer, string name)
    {
        if (parent[name] is not { } node)
            return null;
        if (node.AsString is { Length: > 0 and <= MaxText } text)
            return text;
        _policy.Wrong(node, $"{pointer}/{name}", $"`{name}` must be a text of 1 to {MaxText} characters.", "Put it in quotes when it looks like a number.");
        return null;
    }

    private bool Flag(DocumentNode spec, string name)
    {
        if (spec[name] is not { } node)
            return false;
        if (node is { Kind: NodeKind.Boolean, Text: "true" or "false" })
            return node.Text == "true";
        _policy.Wrong(node, $"/spec/{name}", $"`{name}` must be true or false.", "Write true or false.");
        return false;
    }
}
