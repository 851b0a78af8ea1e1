using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Catalog.Http;

/// <summary>Turns failures into problem details; what went wrong inside stays in the log.</summary>
internal sealed partial class FailureFilter(ILogger<FailureFilter> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (BodyRefusedException refused)
        {
            return Answers.Problem(http, refused.Refusal);
        }
        catch (CatalogStorageException error)
        {
            LogStorage(log, error);
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.StorageUnavailable, $"{error.Problem} {error.Fix}"));
        }
        catch (SnapshotSourceException error) when (error.InnerException is CatalogStorageException storage)
        {
            LogStorage(log, storage);
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.StorageUnavailable, $"{storage.Problem} {storage.Fix}"));
        }
        catch (Exception error) when (error is not OperationCanceledException && !http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            LogFailure(log, http.Request.Method, http.Request.Path, error);
            return Answers.Problem(http, new Refusal(CatalogProblemTypes.Internal, "The control plane's log tells what happened."));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The catalog's store cannot be used")]
    private static partial void LogStorage(ILogger log, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFailure(ILogger log, string method, PathString path, Exception error);
}
