using System.Net;
using System.Text;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>What a read gets when there is no other answer.</summary>
internal sealed class FallbackAnswer(FallbackPolicy policy)
{
    private readonly byte[] body = Encoding.UTF8.GetBytes(policy.Body);

    public HttpResponseMessage Answer()
    {
        ByteArrayContent content = new(body);
        content.Headers.TryAddWithoutValidation("Content-Type", policy.ContentType);
        HttpResponseMessage answer = new((HttpStatusCode)policy.Status) { Content = content };
        // Nobody is to keep it: the next call may get a real answer.
        answer.Headers.TryAddWithoutValidation("Cache-Control", "no-store");
        answer.Headers.TryAddWithoutValidation("Cache-Status", "apigov; fwd=miss; detail=fallback");
        return answer;
    }
}
