using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Prover.Backend;
using ZkRollup.Prover.Cpu.Columns;

namespace ZkRollup.Prover.Cpu;

/// <summary>The polynomials of one proof in the memory of this machine.</summary>
internal sealed unsafe partial class CpuWorkspace : IProofWorkspace
{
    private readonly Dictionary<ColumnKind, CpuColumn[]> _columns = [];
    private readonly HashSet<ColumnKind> _interpolated = [];
    private IReadOnlyList<Fr> _publicScalars = [];
    private bool _isDisposed;

    internal CpuWorkspace(CpuPreparedKey key, RowWorkers workers)
    {
        Key = key;
        Workers = workers;
        _columns[ColumnKind.Witness] = NewColumns(key.Circuit.Witness.Count);
        _columns[ColumnKind.Instance] = NewColumns(key.Circuit.InstanceColumnCount);
        _columns[ColumnKind.Helper] = NewColumns(key.Circuit.HelperColumnCount);
    }

    internal CpuPreparedKey Key { get; }

    internal RowWorkers Workers { get; }

    private CancellationToken Cancellation => Workers.Options.CancellationToken;

    private int Rows => Key.Rows;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (CpuColumn column in _columns.Values.SelectMany(columns => columns))
        {
            column.Clear();
        }

        DisposeQuotient();
        DisposeOpening();
        Key.End();
    }

    /// <inheritdoc/>
    public void UploadWitness(int column, ReadOnlySpan<Fr> values) => WriteColumn(ColumnKind.Witness, column, values);

    /// <inheritdoc/>
    public void UploadPublic(PublicInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.FindMismatch(Key.Circuit, Key.Slots) is { } mismatch)
        {
            throw new ArgumentException($"Not public inputs of '{Key.Circuit.Name}': {mismatch}.", nameof(inputs));
        }

        RequireValues(ColumnKind.Instance);
        _publicScalars = inputs.Scalars;
        for (int i = 0; i < inputs.Columns.Count; i++)
        {
            CpuColumn column = _columns[ColumnKind.Instance][i];
            IReadOnlyList<Fr> words = inputs.Columns[i];
            if (words.All(word => word.IsZero))
            {
                column.Clear();
                continue;
            }

            Fr* values = column.Allocate();
            new Span<Fr>(values, Rows).Clear();
            for (int word = 0; word < words.Count; word++)
            {
                values[(long)word * Key.Circuit.InstanceStride] = words[word];
            }
        }
    }

    /// <inheritdoc/>
    public void ReadColumn(ColumnKind kind, int column, Span<Fr> values)
    {
        CpuColumn source = ValuesOf(kind, column, values.Length);
        values.Clear();
        source.Span.CopyTo(values);
    }

    /// <inheritdoc/>
    public void WriteColumn(ColumnKind kind, int column, ReadOnlySpan<Fr> values)
    {
        CpuColumn target = ValuesOf(kind, column, values.Length);
        Cancellation.ThrowIfCancellationRequested();
        target.Set(values);
    }

    /// <inheritdoc/>
    public G1Affine CommitPack(ColumnKind kind, IReadOnlyList<int> columns, ReadOnlySpan<Fr> blinding)
    {
        ArgumentNullException.ThrowIfNull(columns);
        RequireValues(kind);
        if (columns.Count == 0 || columns.Count > Key.Committer.Packing || blinding.Length % columns.Count != 0)
        {
            throw new ArgumentException(
                $"{blinding.Length} blinding coefficients for {columns.Count} columns, of which a pack has 1 to {Key.Committer.Packing}.");
        }

        int each = blinding.Length / columns.Count;
        ReadOnlyMemory<Fr>[] values = new ReadOnlyMemory<Fr>[columns.Count];
        ReadOnlyMemory<Fr>[] blindings = new ReadOnlyMemory<Fr>[columns.Count];
        for (int i = 0; i < values.Length; i++)
        {
            CpuColumn column = _columns[kind][columns[i]];
            column.Blind(blinding.Slice(i * each, each));
            blindings[i] = blinding.Slice(i * each, each).ToArray();
            values[i] = column.Buffer is null ? default : column.Values;
        }

        return Key.Committer.CommitValues(values, blindings, Cancellation);
    }

    /// <inheritdoc/>
    public ZeroDenominator? ComputeFractions(ConstraintChallenges challenges) =>
        Key.Helpers.ComputeFractions(ValueInputs(challenges), this);

    /// <inheritdoc/>
    public Fr ComputeRunningSum(ConstraintChallenges challenges)
    {
        ArgumentNullException.ThrowIfNull(challenges);
        RequireValues(ColumnKind.Helper);
        return Key.Circuit.HasBuses
            ? Key.Helpers.ComputeRunningSum(challenges.BusBalance, this)
            : Fr.Zero;
    }

    /// <inheritdoc/>
    public ZeroDenominator? ComputeProducts(ConstraintChallenges challenges, out Fr last) =>
        Key.Helpers.ComputeProducts(ValueInputs(challenges), this, out last);

    /// <inheritdoc/>
    public void Interpolate(ColumnKind kind)
    {
        RequireValues(kind);
        nint[] columns = [.. _columns[kind].Where(column => column.Buffer is not null).Select(column => (nint)column.Buffer!.Pointer)];
        Key.Domain.TransformUnchecked(columns, Fr.One, inverse: true, Cancellation);
        _interpolated.Add(kind);
    }

    /// <inheritdoc/>
    public void Evaluate(ColumnKind kind, IReadOnlyList<int> columns, in Fr point, Span<Fr> values)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != values.Length)
        {
            throw new ArgumentException($"Expected room for {columns.Count} values, got {values.Length}.", nameof(values));
        }

        Fr[] results = new Fr[columns.Count];
        Fr at = point;
        if (kind is ColumnKind.Fixed or ColumnKind.Table)
        {
            Parallel.For(0, results.Length, Workers.Options, i =>
            {
                fixed (Fr* coefficients = Key.Key.Polynomial(kind, columns[i]))
                {
                    results[i] = Opening.FrLanes.Evaluate(coefficients, Key.Key.Polynomial(kind, columns[i]).Length, at);
                }
            });
        }
        else
        {
            CpuColumn[] all = CoefficientsOf(kind);
            Fr vanishing = Fr.PowVarTime(point, [(ulong)Rows]) - Fr.One;
            Parallel.For(0, results.Length, Workers.Options, i => results[i] = all[columns[i]].Evaluate(at, vanishing));
        }

        results.CopyTo(values);
    }

    /// <summary>The columns of a kind.</summary>
    internal CpuColumn[] Columns(ColumnKind kind) => kind == ColumnKind.Counter ? Key.Counter : _columns[kind];

    /// <summary>Inputs without columns, for the challenges of the quotient.</summary>
    internal ProgramInputs NewInputs(ConstraintChallenges challenges) => new(challenges, _publicScalars);

    private CpuColumn[] NewColumns(int count) => [.. Enumerable.Range(0, count).Select(_ => new CpuColumn(Rows, Key.Pool))];

    private CpuColumn ValuesOf(ColumnKind kind, int column, int length)
    {
        if (kind is not (ColumnKind.Witness or ColumnKind.Helper))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only witness and helper columns have values of their own.");
        }

        RequireValues(kind);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, _columns[kind].Length);
        return length == Rows
            ? _columns[kind][column]
            : throw new ArgumentException($"Expected {Rows} values, got {length}.");
    }

    private CpuColumn[] CoefficientsOf(ColumnKind kind) => kind == ColumnKind.Counter || _interpolated.Contains(kind)
        ? Columns(kind)
        : throw new InvalidOperationException($"The {kind} columns have not been interpolated yet.");

    private void RequireValues(ColumnKind kind)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_interpolated.Contains(kind))
        {
            throw new InvalidOperationException($"The {kind} columns are coefficients already.");
        }
    }
}
