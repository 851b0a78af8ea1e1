using System.Text.Json;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Search;

/// <summary>Builds the index once the catalog is open, beside the first requests, so that nobody's search waits for the whole of it.</summary>
internal sealed partial class SearchWarmUp(CatalogRegistry registry, SearchEstate estate, ILogger<SearchWarmUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await estate.PrepareAsync(registry.Current, stoppingToken);
        }
        catch (Exception error) when (error is CatalogStorageException or JsonException)
        {
            // Nothing is lost: the first search builds what is missing, or tells what is wrong.
            LogLater(log, error.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The search index is built with the first search: {Problem}")]
    private static partial void LogLater(ILogger log, string problem);
}
