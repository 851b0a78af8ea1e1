using ApiGovernance.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ApiGovernance.EndToEnd.Tests.Deployment;

/// <summary>The repository's <c>docker-compose.yml</c>, merges applied and variables filled in.</summary>
internal sealed class ComposeFile
{
    public static string Path { get; } = System.IO.Path.Combine(RepositoryPaths.Root, "docker-compose.yml");

    private readonly Dictionary<object, object> _services;
    private readonly IReadOnlyDictionary<string, string> _variables;

    private ComposeFile(Dictionary<object, object> root, IReadOnlyDictionary<string, string> variables) =>
        (_services, _variables, Volumes) = ((Dictionary<object, object>)root["services"], variables, [.. ((Dictionary<object, object>)root["volumes"]).Keys.Cast<string>()]);

    public IEnumerable<string> Services => _services.Keys.Cast<string>();

    /// <summary>The named ones.</summary>
    public IReadOnlyList<string> Volumes { get; }

    public static ComposeFile Load(IReadOnlyDictionary<string, string> variables)
    {
        using StreamReader reader = new(Path);
        object root = new DeserializerBuilder().Build().Deserialize(new MergingParser(new Parser(reader))).ShouldNotBeNull();
        return new ComposeFile((Dictionary<object, object>)root, variables);
    }

    public string? Text(string service, string member) => Member(service, member) as string;

    public IReadOnlyList<string> List(string service, string member) =>
        Member(service, member) is List<object> list ? [.. list.Select(item => Filled(item.ToString()!))] : [];

    public IReadOnlyDictionary<string, string> Map(string service, string member) => Member(service, member) is Dictionary<object, object> map
        ? map.ToDictionary(pair => pair.Key.ToString()!, pair => Filled(pair.Value?.ToString() ?? ""))
        : new Dictionary<string, string>();

    public IReadOnlyList<string> Healthcheck(string service) =>
        Member(service, "healthcheck") is Dictionary<object, object> check ? [.. ((List<object>)check["test"]).Select(item => item.ToString()!)] : [];

    /// <summary>The services that must be up before.</summary>
    public IReadOnlyList<string> DependsOn(string service) => Member(service, "depends_on") switch
    {
        Dictionary<object, object> map => [.. map.Keys.Cast<string>()],
        List<object> list => [.. list.Cast<string>()],
        _ => [],
    };

    private object? Member(string service, string member) => ((Dictionary<object, object>)_services[service]).GetValueOrDefault(member);

    /// <summary><c>${NAME:?message}</c>.</summary>
    private string Filled(string text)
    {
        foreach ((string name, string value) in _variables)
        {
            int at;
            while ((at = text.IndexOf($"${{{name}:?", StringComparison.Ordinal)) >= 0)
                text = text[..at] + value + text[(text.IndexOf('}', at) + 1)..];
        }

        return text.Replace("$$", "$", StringComparison.Ordinal);
    }
}
