namespace ZkRollup.Sequencer.Settlement.Rpc;

/// <summary>How a node is reached.</summary>
/// <param name="Endpoint">http or https. A name and password in it go into the header, and no further.</param>
public sealed record JsonRpcOptions(Uri Endpoint)
{
    /// <summary>For one attempt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often something is asked at most.</summary>
    public int AttemptsMax { get; init; } = 4;

    /// <summary>Wait before the second attempt; it doubles with each.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between attempts.</summary>
    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Most bytes of an answer.</summary>
    public int AnswerBytesMax { get; init; } = 64 << 20;

    /// <summary>Where the node is, without what may be secret: paths hold keys as often as names do.</summary>
    public override string ToString() => Endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.Unescaped);
}
