using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.Cli.Export;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Import;

/// <summary>
/// Backstage's software catalog as a catalog folder: Group becomes Team, API Api with its contract, Component Consumer where it consumes
/// APIs, System the Backend of its APIs. What is not known there is left out, for `catalog validate` to ask for, and never made up.
/// </summary>
/// <param name="plan">Of consumers whose annotations name none; null for none.</param>
internal sealed class BackstageImport(ExportedFolder folder, ImportNotes notes, string? plan)
{
    private static readonly string[] KnownMetadata = ["name", "namespace", "title", "description", "labels", "annotations"];

    private readonly HashSet<(string Kind, string Name)> _taken = [];

    public int Records { get; private set; }

    public void Run(IReadOnlyList<BackstageEntity> entities)
    {
        BackstageSystems systems = new(entities, notes);
        BackstageApis apis = new(folder, notes, systems);
        foreach (BackstageEntity entity in entities)
        {
            switch (entity.Kind)
            {
                case "Group":
                    Add(entity, "Team", "teams", Team(entity), "profile", "type");
                    break;
                case "API" when IsNamed(entity) && apis.IsTaken(entity):
                    string name = BackstageNames.Ours(entity.Name)!;
                    if (apis.SpecOf(entity, name) is { } spec)
                        Add(entity, "Api", $"apis/{name}/api", spec, "type", "lifecycle", "owner", "system", "definition");
                    break;
            }
        }

        foreach (BackstageEntity entity in entities)
        {
            switch (entity.Kind)
            {
                case "Component" when Consumed(entity).Any():
                    Add(entity, "Consumer", "consumers", Consumer(entity, apis), "owner", "consumesApis", "dependsOn", "system", "type", "lifecycle", "providesApis");
                    break;
                case "Component":
                    notes.Info(entity.Place("kind"), $"{entity} consumes no API; there is nothing to make of it.");
                    break;
                case "System" when apis.Backends.Contains(BackstageNames.Ours(entity.Name) ?? ""):
                    Add(entity, "Backend", "backends", systems.BackendOf(entity), "owner", "domain");
                    break;
                case "System":
                    notes.Info(entity.Place("kind"), $"{entity}: none of its APIs has it as a back end, so none is made of it.");
                    break;
                case "Domain":
                    notes.Info(entity.Place("kind"), $"{entity}: APIs of its systems carry its name; there is no record for it.");
                    break;
                case "Location":
                    notes.Warning(entity.Place("kind"), $"{entity}: the files that it names were not read.", "Give them on the command line.");
                    break;
                case "API" or "Group":
                    break;
                default:
                    notes.Info(entity.Place("kind"), $"{entity} is skipped: there is no record for a {entity.Kind}.");
                    break;
            }
        }
    }

    private void Add(BackstageEntity entity, string kind, string place, JsonObject spec, params string[] known)
    {
        if (!IsNamed(entity))
            return;
        string name = BackstageNames.Ours(entity.Name)!;
        if (!_taken.Add((kind, name)))
        {
            notes.Error(entity.Place("metadata", "name"), $"{entity}: there is a {kind} `{name}` already, from another entity.", "Give one of them another name; namespaces are not kept.");
            return;
        }

        if (name != entity.Name)
            notes.Warning(entity.Place("metadata", "name"), $"{entity} is called `{name}` here.", "Names are lower case, with hyphens.");
        JsonObject metadata = new() { ["name"] = name };
        Keep(entity, metadata, "title", 120);
        Keep(entity, metadata, "description", 4000);
        if (Labels(entity) is { Count: > 0 } labels)
            metadata["labels"] = labels;
        JsonObject descriptor = new() { ["apiVersion"] = Descriptor.ApiVersion, ["kind"] = kind, ["metadata"] = metadata, ["spec"] = spec };
        using JsonDocument written = JsonDocument.Parse(descriptor.ToJsonString(ProtocolJson.Options));
        folder.AddDescriptor(kind == "Api" ? $"{place}.yaml" : $"{place}/{name}.yaml", written.RootElement);
        Records++;
        NotKept(entity, known);
    }

    private bool IsNamed(BackstageEntity entity)
    {
        if (BackstageNames.Ours(entity.Name) is not null)
            return true;
        notes.Error(
            entity.Place("metadata", "name"), $"{entity}: no name of ours can be made of `{entity.Name}`.", "Give it a name of 63 letters, digits and hyphens at most that begins with a letter.");
        return false;
    }

    private void Keep(BackstageEntity entity, JsonObject metadata, string member, int longest)
    {
        string? text = entity.Text("metadata", member) ?? (member == "title" ? entity.Text("spec", "profile", "displayName") : null);
        if (text is { } given && given.EnumerateRunes().Count() > longest)
            notes.Warning(entity.Place("metadata", member), $"{entity}: `metadata.{member}` is longer than {longest} characters and left out.", "Shorten it.");
        else if (text is not null)
            metadata[member] = text.TrimEnd();
    }

    private static JsonObject Labels(BackstageEntity entity)
    {
        JsonObject labels = [];
        foreach (DocumentMember label in entity.At("metadata", "labels")?.Members ?? [])
        {
            if (label.Value.Text is { Length: <= 253 } value && label.Name.Length <= 63 && !label.Name.StartsWith(BackstageEntity.Prefix, StringComparison.Ordinal))
                labels[label.Name] = value;
        }

        return labels;
    }

    private static JsonObject Team(BackstageEntity group)
    {
        JsonArray contacts = [];
        if (group.Text("spec", "profile", "email") is { } mail)
            contacts.Add((JsonNode)new JsonObject { ["type"] = "email", ["value"] = mail });
        foreach (DocumentNode link in group.Items("metadata", "links"))
        {
            if (link["url"]?.AsString is { Length: > 0 and <= 320 } url)
                contacts.Add((JsonNode)new JsonObject { ["type"] = "url", ["value"] = url });
        }

        return contacts.Count > 0 ? new JsonObject { ["contacts"] = contacts } : [];
    }

    private JsonObject Consumer(BackstageEntity component, BackstageApis apis)
    {
        JsonObject spec = [];
        if (BackstageNames.Named(component, "owner", "group", notes) is { } owner)
            spec["owner"] = owner;
        if ((component.Own("plan") ?? plan) is { } given)
            spec["plan"] = given;
        string client = component.Own("client-id") ?? BackstageNames.Ours(component.Name) ?? component.Name;
        string issuer = component.Own("issuer") ?? "embedded";
        if (component.Own("client-id") is null)
        {
            notes.Warning(
                component.Place("metadata", "name"), $"{component}: Backstage does not tell by what its tokens name it; `{client}` of the issuer `{issuer}` is written.",
                $"Correct `credentials`, or annotate it with {BackstageEntity.Prefix}client-id and {BackstageEntity.Prefix}issuer.");
        }

        spec["credentials"] = new JsonArray(new JsonObject { ["issuer"] = issuer, ["clientId"] = client });
        JsonArray subscriptions = [];
        foreach ((DocumentNode node, string api) in Consumed(component).DistinctBy(consumed => consumed.Name))
        {
            if (apis.Skipped.Contains(api))
                notes.Warning(node.Span, $"{component}: the API `{api}` was not imported, so there is no subscription to it.", "See what is said of it.");
            else
                subscriptions.Add((JsonNode)new JsonObject { ["api"] = api });
        }

        spec["subscriptions"] = subscriptions;
        return spec;
    }

    private static IEnumerable<(DocumentNode Node, string Name)> Consumed(BackstageEntity component) =>
        BackstageNames.NamedIn(component, "consumesApis", "api", "api").Concat(BackstageNames.NamedIn(component, "dependsOn", "api", "component"));

    /// <summary>Whatever has no member of ours is named, so that nobody believes that it was kept.</summary>
    private void NotKept(BackstageEntity entity, string[] known)
    {
        string[] left =
        [
            .. (entity.At("metadata")?.Members ?? []).Where(member => !KnownMetadata.Contains(member.Name) && !(entity.Kind == "Group" && member.Name == "links")).Select(member => $"metadata.{member.Name}"),
            .. (entity.At("metadata", "annotations")?.Members ?? []).Where(member => !member.Name.StartsWith(BackstageEntity.Prefix, StringComparison.Ordinal)).Select(member => $"annotation {member.Name}"),
            .. (entity.At("spec")?.Members ?? []).Where(member => !known.Contains(member.Name)).Select(member => $"spec.{member.Name}"),
        ];
        if (left.Length > 0)
            notes.Info(entity.Place("metadata"), $"{entity}: not kept: {string.Join(", ", left)}.");
    }
}
