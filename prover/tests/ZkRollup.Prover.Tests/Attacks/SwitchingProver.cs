using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Cpu;
using ZkRollup.Prover.Plonk;
using ZkRollup.Prover.Tests.Plonk;

namespace ZkRollup.Prover.Tests.Attacks;

/// <summary>The production prover with hooks and blinding that change from proof to proof, so that its preparation is done once.</summary>
internal sealed class SwitchingProver : IBlindingSource, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CpuBackend _backend = new(new() { Threads = 2 });
    private readonly PlonkProver _prover;
    private ProverHooks? _hooks;
    private IBlindingSource? _blinding;

    internal SwitchingProver(bool checksItself)
    {
        _prover = new(_backend, this, new()
        {
            ChecksItself = checksItself,
            Witness = workspace => _hooks?.Witness?.Invoke(workspace),
            Helpers = (workspace, challenges) => _hooks?.Helpers?.Invoke(workspace, challenges),
            Quotient = (workspace, challenges) => _hooks?.Quotient?.Invoke(workspace, challenges),
            Evaluations = evaluations => _hooks?.Evaluations?.Invoke(evaluations),
        });
    }

    public void Fill(Span<Fr> scalars) => _blinding!.Fill(scalars);

    public void Dispose()
    {
        _prover.Dispose();
        _backend.Dispose();
    }

    /// <summary>Makes a proof; one at a time.</summary>
    internal ProvingResult Prove(ProvingKey key, ProofContext context, Statement statement, ProverHooks? hooks, IBlindingSource blinding)
    {
        lock (_lock)
        {
            _hooks = hooks;
            _blinding = blinding;
            return _prover.Prove(key, context, statement.Inputs, statement.Trace);
        }
    }
}
