"""Addresses of the accounts, under that of the admin."""

from django.urls import path

from skills2work.accounts import passwords, views

app_name = "accounts"

urlpatterns = [
    path("code/", views.code, name="code"),
    path("second-factor/", views.enrol, name="enrol"),
    path("recovery-codes/", views.recovery_codes, name="recovery-codes"),
    path("confirm/", views.confirm, name="confirm"),
    path("sessions/", views.sessions, name="sessions"),
    path("leave/", views.leave, name="leave"),
    path("invitation/<str:token>/", passwords.invitation, name="invitation"),
    path("password-reset/sent/", passwords.page_of(passwords.ResetSent), name="reset-sent"),
    path("password-reset/done/", passwords.page_of(passwords.ResetDone), name="reset-done"),
    path("password-reset/<uidb64>/<token>/", passwords.page_of(passwords.SetReset), name="reset-set"),
]
