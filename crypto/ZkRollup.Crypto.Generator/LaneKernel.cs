namespace ZkRollup.Crypto.Generator;

/// <summary>The kernels of an 8-lane field.</summary>
internal enum LaneKernel
{
    /// <summary>Lane by lane, a times b.</summary>
    Multiply,

    /// <summary>Lane by lane, a times a.</summary>
    Square,

    /// <summary>Every lane of a times one b.</summary>
    Scale,

    /// <summary>Every lane of a times one b, plus c.</summary>
    ScaleAdd,

    /// <summary>The butterfly of a transform with decimation in time: u ± v·w with one w for all lanes.</summary>
    Butterfly,
}
