"""The synthetic press: a rivalry simulated with known truth and written up as pages."""
