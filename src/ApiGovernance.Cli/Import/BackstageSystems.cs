using System.Text.Json.Nodes;

namespace ApiGovernance.Cli.Import;

/// <summary>Systems and their domains; a system is the back end of its APIs where these do not name another.</summary>
internal sealed class BackstageSystems
{
    private readonly Dictionary<string, BackstageEntity> _systems = new(StringComparer.Ordinal);
    private readonly ImportNotes _notes;

    public BackstageSystems(IEnumerable<BackstageEntity> entities, ImportNotes notes)
    {
        _notes = notes;
        foreach (BackstageEntity system in entities.Where(entity => entity.Kind == "System"))
        {
            if (BackstageNames.Ours(system.Name) is { } name)
                _systems.TryAdd(name, system);
        }
    }

    /// <summary>The domain of a system; null when it is not known.</summary>
    public string? DomainOf(string? system) =>
        system is not null && _systems.TryGetValue(system, out BackstageEntity? entity) && entity.Text("spec", "domain") is { } domain
            ? BackstageNames.Ours(BackstageNames.Reference(domain, "domain").Name)
            : null;

    public JsonObject BackendOf(BackstageEntity system)
    {
        JsonObject spec = [];
        if (BackstageNames.Named(system, "owner", "group", _notes) is { } owner)
            spec["owner"] = owner;
        spec["system"] = system.Own("system") ?? BackstageNames.Ours(system.Name);
        if (system.Own("address") is { } address)
            spec["address"] = address;
        return spec;
    }
}
