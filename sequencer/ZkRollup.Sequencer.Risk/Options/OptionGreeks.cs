namespace ZkRollup.Sequencer.Risk.Options;

/// <summary>Derivatives of an option's price in the model of Black (1976), where the forward is the underlying.</summary>
/// <param name="Delta">∂V/∂F.</param>
/// <param name="Gamma">∂²V/∂F².</param>
/// <param name="Vega">∂V/∂σ, for a change of volatility by 1.00.</param>
/// <param name="Theta">Change of V a year as time passes, forward unchanged: −∂V/∂T.</param>
/// <param name="Rho">∂V/∂r with the forward unchanged, for a change of the rate by 1.00.</param>
/// <param name="Vanna">∂²V/∂F∂σ.</param>
/// <param name="Volga">∂²V/∂σ².</param>
public readonly record struct OptionGreeks(
    double Delta,
    double Gamma,
    double Vega,
    double Theta,
    double Rho,
    double Vanna,
    double Volga);
