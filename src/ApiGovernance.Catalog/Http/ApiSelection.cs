using System.Text.Json;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Catalog.Http;

/// <summary>Which APIs a request asks for; all that it says must hold.</summary>
internal sealed record ApiSelection(
    string? Owner, string? Domain, string? Entity, Visibility? Visibility, ApiStage? Stage, string? Backend, string? Label, string? Text)
{
    public static readonly string[] Names = ["owner", "domain", "entity", "visibility", "stage", "backend", "label", "q"];

    private static readonly Dictionary<string, Visibility> Visibilities = Enum.GetValues<Visibility>().ToDictionary(
        value => JsonSerializer.SerializeToElement(value, ProtocolJson.Options).GetString()!, StringComparer.Ordinal);

    public static ApiSelection Of(HttpRequest request) => new(
        Caller.Text(request, "owner"),
        Caller.Text(request, "domain"),
        Caller.Text(request, "entity"),
        Caller.Word(request, "visibility", Visibilities.Keys) is { } visibility ? Visibilities[visibility] : null,
        Caller.Word(request, "stage", [.. StageNames.All]) is { } stage ? StageNames.Parse(stage) : null,
        Caller.Text(request, "backend"),
        Caller.Text(request, "label"),
        Caller.Text(request, "q"));

    public IEnumerable<StoredApi> Among(IEnumerable<StoredApi> apis) => apis.Where(Takes);

    private bool Takes(StoredApi api)
    {
        ApiSpec spec = api.Descriptor.Spec;
        return (Owner ?? spec.Owner) == spec.Owner
            && (Domain ?? spec.Domain) == spec.Domain
            && (Entity ?? spec.Entity) == spec.Entity
            && (Visibility ?? spec.Visibility) == spec.Visibility
            && (Stage is null || api.Versions.Any(version => version.Spec.Stage == Stage))
            && (Backend is null || spec.Backend == Backend || api.Versions.Any(version => version.Spec.Backend == Backend))
            && (Label is null || ListFilters.HasLabel(api.Descriptor.Metadata, Label))
            && (Text is null || ListFilters.IsNamed(api.Descriptor.Metadata, Text));
    }
}
