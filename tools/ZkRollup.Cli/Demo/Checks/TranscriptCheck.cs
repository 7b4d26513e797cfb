using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Transcript;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>A transcript that absorbs every challenge it gives, against its known end.</summary>
internal sealed class TranscriptCheck : SelfCheck
{
    // Both computed with @noble/hashes.
    private const string After100 = "b4fd8293c6c10c7dfbba8a63aa93090362ba3d092d2cb3e1884fbc01f5bfecd6";
    private const string After10000 = "9d2e4a979a50f397cd530babca71edcbdbe6db0e2e15267af192de3db1892f09";

    private int _count;
    private string _expected = string.Empty;

    internal override string Name => "Keccak transcript";

    internal override void Prepare(bool isQuick) => (_count, _expected) = isQuick ? (100, After100) : (10_000, After10000);

    internal override CheckResult Run(CancellationToken cancellation)
    {
        KeccakTranscript transcript = new("zkr.demo"u8);
        for (int i = 0; i < _count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Fr challenge = transcript.Challenge("challenge"u8);
            transcript.AbsorbScalar("answer"u8, challenge);
        }

        bool holds = Convert.ToHexStringLower(transcript.State) == _expected;
        return CheckResult.Of(holds, "the transcript does not end in the known state", _count, "challenges");
    }
}
